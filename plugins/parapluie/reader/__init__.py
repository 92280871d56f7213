"""Read content: entries and problems, never exceptions, for whatever authors wrote."""

from .entries import Changes, Roots, read

__all__ = ["Changes", "Roots", "read"]
