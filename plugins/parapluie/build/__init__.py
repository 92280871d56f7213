"""The whole, once: understood, judged, made, or recalled."""
