"""Every label that authors may write has words for readers."""

from edu_tui.library import markdown
from edu_tui.render import walk


def test_each_label_has_words() -> None:
    assert set(walk.LABELS) == set(markdown.LABELS)
