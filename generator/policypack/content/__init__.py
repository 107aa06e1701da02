"""What the product knows: rows of content/ and their shapes. Knows no answer and no template engine."""
