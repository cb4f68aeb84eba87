"""`PreviewStage`: one part of a file at a time, as a page or as slides, as wide as its author wants to see it."""

from __future__ import annotations

from typing import ClassVar

from edu_tui.app.commands import Command
from edu_tui.app.pages.home import WHO
from edu_tui.app.pages.preview import Surroundings, module_of, part_page
from edu_tui.app.screens.preview_answering import ANSWERING, PreviewAnswering
from edu_tui.app.screens.preview_commands import COMMANDS
from edu_tui.app.screens.preview_slides import SlideShow
from edu_tui.app.widgets.bars import TitleBar
from edu_tui.app.widgets.slide_view import SlideView
from edu_tui.library.roles import LibraryFile
from edu_tui.study.preview_parts import Asked, Part
from edu_tui.study.preview_reading import Preview

WIDE = 100
"""Columns from which there is room for something beside the page."""

ROOMY = 70
"""Columns from which the whole path of a file fits into the title."""

ASIDE = 38
"""Columns of what stands beside the page."""

WIDTHS = (0, 40, 80)
"""Columns of the window that the page is shown for, one after the other; 0 is as wide as there is room."""


class PreviewStage(PreviewAnswering):
    """Shows a part of `preview` with what stands `around` the file. Subclasses sign its blocks (`sign`)."""

    COMMANDS: ClassVar[tuple[Command, ...]] = COMMANDS  # type: ignore[assignment]  # see `CommandScreen`
    HORIZONTAL_BREAKPOINTS = [(0, "-small"), (ROOMY, "-normal"), (WIDE, "-wide")]
    DEFAULT_CSS = """
    PreviewStage {
        #stage { width: 1fr; height: 1fr; align-horizontal: center; }
        #page, #slide { width: 1fr; height: 1fr; }
        &.-framed #stage { background: $panel; }
        #slide { display: none; }
        &.-slides #slide { display: block; }
        &.-slides #page { display: none; }
        &.-typed #answer { display: block; }
        &.-slides #answer { display: none; }
        &.-small #answer { height: 1; border: none; margin: 0; padding: 0 2; background: $panel; }
    }
    """

    def __init__(self, file: LibraryFile, around: Surroundings) -> None:
        super().__init__()
        self.file, self.around = file, around
        self.preview = Preview(file)
        self.at = 0
        self.columns = 0
        self.slides = SlideShow()
        self.slide = SlideView(self.slides.draw, id="slide")
        self.title_bar = TitleBar(file.path)

    def sign(self) -> None:
        """Put signs beside the blocks of the part that is shown."""
        raise NotImplementedError

    # --- showing ---------------------------------------------------------------------------------------------------------------

    @property
    def part(self) -> Part | None:
        """What is shown; None where nothing could be read yet."""
        return self.preview.parts[self.at] if self.at < len(self.preview.parts) else None

    @property
    def in_slides(self) -> bool:
        """Whether slides are shown instead of the page."""
        return self.has_class("-slides")

    def place_of(self, wanted: str | None) -> int:
        """The number of the part with this id; where there is none the one that stands in its place now."""
        ids = [part.id for part in self.preview.parts]
        return ids.index(wanted) if wanted in ids else max(0, min(self.at, len(ids) - 1))

    def draw(self, *, keep: bool) -> None:
        """Draw the part at `at`; with `keep` as far down as the page is now."""
        part, parts = self.part, self.preview.parts
        asked = part.content if part and isinstance(part.content, Asked) else None
        source = self.ask(asked, self.around.ledger, last=self.at + 1 == len(parts))
        if source is None:
            page = part_page(parts, self.at, self.around)
            source, self.look = page.source, page.look
        if keep:
            self.page.draw_again(source)
        else:
            self.page.show(source, focus=self.first_marked())
        module = module_of(parts)
        if module is not None:
            self.slides.take(module, self.around.ledger)
            self.slide.redraw()
        elif self.in_slides:
            self.remove_class("-slides")
            self.page.focus()
        if self.answer.has_focus and not self.has_class("-typed"):
            self.page.focus()
        self.refresh_bindings()

    def reveal(self, line: int) -> None:
        """See the block at this line of the file."""
        self.page.reveal_source(line)
        if self.part is not None and module_of(self.preview.parts) is not None:
            self.slides.go(self.part.id, line)
            self.slide.redraw()

    def go(self, at: int, line: int | None = None) -> None:
        """Show the part with this number, from its beginning or at a line of the file."""
        if at != self.at:
            self.at = at
            self.notice.tell("")
            self.draw(keep=False)
            self.sign()
        if self.part is not None:
            self.reveal(self.part.line if line is None else line)
        self.tell()

    def tell(self) -> None:
        """Say in the title where the author is."""
        number, total = self.slides.place if self.in_slides else (self.at + 1, len(self.preview.parts))
        status = [f"{number}/{total}"] if total > 1 else []
        status += [WHO[self.file.audience]] if self.file.audience else []
        path = self.file.path if self.size.width >= ROOMY else self.file.path.rpartition("/")[2]
        named = f"#{self.part.id}" if self.part and self.part.id else ""
        self.title_bar.tell(path + named, " · ".join(status))

    # --- keys ------------------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which keys hold now."""
        match action:
            case "turn":
                return len(self.preview.parts) > 1
            case "scroll":
                return self.in_slides and self.slides.overflows
            case "slides":
                return module_of(self.preview.parts) is not None
            case "width":
                return len(self.widths()) > 1
            case "tick" if not self.can_answer("tick"):
                return len(self.preview.parts) > 1
            case _ if action in ANSWERING:
                return self.can_answer(action)
        return super().check_action(action, parameters)

    def action_turn(self, by: int) -> None:
        """Go to the next part or slide, or to the one before."""
        if not self.in_slides:
            if 0 <= self.at + by < len(self.preview.parts):
                self.go(self.at + by)
        elif self.slides.step(by):
            self.at = self.place_of(self.slides.section)
            self.draw(keep=False)
            self.sign()
            self.tell()

    def action_tick(self) -> None:
        """Choose the marked answer; where there is none, read on."""
        if self.can_answer("tick"):
            super().action_tick()
        else:
            self.action_turn(1)

    def widths(self) -> list[int]:
        """The widths for which there is room."""
        room = self.size.width - (ASIDE if self.size.width >= WIDE and self.has_class("-aside") else 0)
        return [width for width in WIDTHS if width < room]

    def action_width(self) -> None:
        """Show the page as in a window of another width."""
        widths = self.widths()
        self.set_width(widths[(widths.index(self.columns) + 1) % len(widths)] if self.columns in widths else 0)

    def set_width(self, columns: int) -> None:
        """Show the page as in a window of so many columns, 0 for as wide as there is room."""
        self.columns = columns
        for widget in (self.page, self.slide):
            widget.styles.max_width = columns or None
        self.set_class(columns > 0, "-framed")
        self.tell()

    def action_slides(self) -> None:
        """Show the slides, or the page again."""
        self.toggle_class("-slides")
        if self.in_slides and self.part is not None:
            self.slides.go(self.part.id, self.part.line)
            self.slide.redraw()
        self.focus_stage()
        self.tell()

    def action_scroll(self, by: int) -> None:
        """Scroll a slide that is higher than the screen."""
        self.slides.scroll(by)
        self.slide.redraw()

    def focus_stage(self) -> None:
        """Go to the page, or to the slide in its place."""
        (self.slide if self.in_slides else self.page).focus()
        self.refresh_bindings()
