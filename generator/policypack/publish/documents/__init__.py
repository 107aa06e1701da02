"""Documents: pages that are rendered already, as PDF and as Word: one tree of them, by pandoc, and two writers."""
