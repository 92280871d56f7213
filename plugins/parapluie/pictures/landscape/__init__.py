"""Landscapes painted by chance: the surface, the colours, what stands where."""
