"""Documents to print and hand out: HTML from the same blocks as the screen, and PDF from that HTML. Knows no toolkit and no progress."""
