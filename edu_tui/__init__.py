"""edu-tui: a terminal app that teaches relapsed acute lymphoblastic leukaemia in children."""

__version__ = "0.4.0"
