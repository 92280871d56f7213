"""Parapluie: a municipality's policies, kept as Markdown, as a story that residents can read."""

__version__ = "0.1.0"
