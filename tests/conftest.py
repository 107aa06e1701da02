"""What holds for all tests."""

from hypothesis import settings

# How long an example takes says something about the machine, not about the code: timing belongs to the benchmarks.
settings.register_profile("policypack", deadline=None)
settings.load_profile("policypack")
