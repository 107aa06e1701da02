"""What MkDocs and Python-Markdown are spared, for the same bytes. ``base/shortcuts.py`` says what it saves."""
