"""Beginnings: new files for authors, and what others wrote, told in our formats. Knows no toolkit, no progress and no screen."""
