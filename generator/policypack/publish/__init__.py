"""Folders on disk: sites, the report, exports; MkDocs is known here alone."""
