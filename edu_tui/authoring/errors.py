"""Why a beginning cannot be made."""

from __future__ import annotations


class AuthoringError(Exception):
    """Why nothing was read or written; the message is a sentence with its cure."""
