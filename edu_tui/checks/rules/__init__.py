"""The rules: one small function each, and the lists of words that only they use. A file that lies here is found by itself."""
