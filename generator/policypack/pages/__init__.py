"""A pack as Markdown, page by page, for one audience."""
