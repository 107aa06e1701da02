"""Putting outputs online: what may go, each way of getting it there, and looking whether it arrived."""
