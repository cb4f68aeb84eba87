"""What authors write, as typed, immutable objects with their source positions."""
