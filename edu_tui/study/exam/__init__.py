"""Tests: chosen, drawn, gone through in any order, handed in, and compared with earlier ones."""
