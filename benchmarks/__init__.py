"""Measurements of what the app costs, each against a peer or a floor in the same run."""
