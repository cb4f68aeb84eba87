"""What each screen shows, as layouts: pure functions from library and progress to styled lines, without Textual."""
