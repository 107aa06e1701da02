"""What every room may lean on: the workspace, the clock, and problems."""
