"""Bytes on a disk: YAML with its lines, and writing that loses nothing."""
