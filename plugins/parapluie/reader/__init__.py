"""Read content: entries and problems, never exceptions, for whatever authors wrote."""

from .entries import Changes, Memory, Roots, read

__all__ = ["Changes", "Memory", "Roots", "read"]
