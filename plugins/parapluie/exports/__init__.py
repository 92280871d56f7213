"""Exports: what the site knows, in the forms that other programs read.

A module for each format; each takes the publication and gives files of the site.
"""

from .everything import Exports, exports

__all__ = ["Exports", "exports"]
