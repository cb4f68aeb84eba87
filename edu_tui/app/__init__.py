"""The Textual app: screens compose and route, everything else happens in the rooms below."""
