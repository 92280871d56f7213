"""A finished site, looked at as browsers will read it, before it takes the place of the last one.

Where do its addresses lead, wherever it is published, and what would its pages run or ask another
site for? One reading of its files answers both.
"""

from .faults import Town
from .finished_site import inspect

__all__ = ["Town", "inspect"]
