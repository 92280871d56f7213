"""What towns write, read and changed: entries, settings, options; faults are values."""
