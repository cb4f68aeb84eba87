"""What can be wrong with a library: one rule, one small function; every finding is a Diagnostic."""
