"""Strings in, strings out: escaping, English, Markdown. Knows no answer."""
