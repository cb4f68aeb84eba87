"""Plain state machines between the library and the learner's progress."""
