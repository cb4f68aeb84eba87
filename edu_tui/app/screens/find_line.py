"""`WithFindLine`: what a screen needs so that words can be found on its page."""

from __future__ import annotations

from edu_tui.app.widgets.find import FindBar
from edu_tui.app.widgets.page import PageView


class WithFindLine:
    """Mixed into a screen that has a page and shows `find_bar` below it."""

    page: PageView
    find_bar: FindBar

    def action_find(self) -> None:
        """Open the line in which one types what to find."""
        self.find_bar.open()

    def on_find_bar_wanted(self, event: FindBar.Wanted) -> None:
        """Look for the words and say what came of it."""
        self.find_bar.tell(self.find_words(event.query, event.step, fresh=event.fresh))

    def find_words(self, query: str, step: int, *, fresh: bool) -> str:
        """Go to the next (`step` 1) or the previous (-1) place of `query` on the page, round its ends; what to say of it."""
        found = self.page.find(query) > 0 if fresh else self.page.find_on(step) or self.page.find_round(step)
        return self.page.find_status if found else "not here"

    def on_find_bar_closed(self) -> None:
        """Go back to the page."""
        self.close_find()

    def close_find(self) -> None:
        """Take line and marks away."""
        if self.find_bar.is_open:
            self.find_bar.close()
            self.page.find("")
            self.page.focus()
