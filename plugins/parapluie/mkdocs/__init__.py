"""The engine's room: it alone imports MkDocs or ProperDocs."""
