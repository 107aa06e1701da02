"""Putting outputs online, against real servers."""
