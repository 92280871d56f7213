"""Read content: entries and problems, never exceptions, for whatever authors wrote."""

from .entries import Roots, read

__all__ = ["Roots", "read"]
