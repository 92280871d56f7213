"""Content as tables for spreadsheets, and back: shown first, written whole, never half imported."""
