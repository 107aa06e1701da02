"""How long tests wait for what another process does, before they say that it hangs."""

LONGEST = 90
"""In seconds: long enough for a machine on which others work too, and not too long for whoever broke something."""
