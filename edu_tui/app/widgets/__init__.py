"""Widgets that draw lines; none of them parses markup."""
