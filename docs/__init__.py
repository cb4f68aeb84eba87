"""Programs that draw and count what the docs show."""
