"""From documents to plain text and styled lines: one walker per target over the same blocks."""
