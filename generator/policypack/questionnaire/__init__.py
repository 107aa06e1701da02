"""What to ask next, and each answer to disk. Knows no screen and no HTML."""
