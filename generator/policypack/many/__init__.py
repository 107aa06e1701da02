"""Many packs in one run: a body's groups, checked or built side by side, each by itself."""
