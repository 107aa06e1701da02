"""policypack builds an organisation's online-safety policy pack from its answers.

Two doors: :func:`policypack.pack.pack.load_pack` and :func:`policypack.pages.render.render_pages`.
This module imports nothing, so that ``policypack --version`` stays quick.
"""

__version__ = "0.1.0"
