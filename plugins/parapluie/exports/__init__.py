"""Exports: what the site knows, in the forms that other programs read.

A module for each format; each takes the publication and gives files of the site.
"""

from .everything import Exports, exports
from .publication import Publication, identifier, page_address, permanent

__all__ = ["Exports", "Publication", "exports", "identifier", "page_address", "permanent"]
