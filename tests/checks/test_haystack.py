"""Looking for letters first hides nothing that a pattern would find."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from libraries import CLINICIAN, FAMILY, write_library

from edu_tui.checks.haystack import Haystack, small
from edu_tui.checks.registry import Scope
from edu_tui.checks.rule_findings import run_rules
from edu_tui.checks.whole import read_whole
from edu_tui.library.library import open_library

PHRASES = (
    *("Warriors battle it.", "The war on cancer.", "They beat the disease.", "He lost his fight.", "Victims suffered from it."),
    *(
        "A child stricken with it.",
        "Leukaemia patients, leukemic boys, ALL babies, relapsed teens.",
        "Normal kids.",
        "She failed induction.",
    ),
    *("Salvage therapy.", "Non-compliant and uncooperative.", "It was your own fault.", "You should have known.", "It is hopeless."),
    *("There is nothing left to do.", "Nothing more can be done.", "He complains of pain."),
    *("Parents should call.", "The family needs to come.", "Patients are asked to wait.", "Carers must sit.", "Readers have to read."),
    *("Do you understand?", "Did you get it?", "Is this clear?", "Does it make sense?", "Any questions?", "Have you understood?"),
    *("The risk is doubled.", "It is three times as likely.", "Half the chance.", "It halves the risk.", "20% more.", "30 per cent fewer."),
    *("This is rare.", "It is commonly seen.", "It often hurts.", "It seldom helps.", "Most children sleep.", "Few people know."),
    *("Multiply it by two.", "You must work out how much.", "Please add up the doses.", "About 25% or one in four.", "1 in 8 children."),
    *(
        "The red bars are relapses.",
        "Shown in dark blue.",
        "This page is endorsed by the COG.",
        "On behalf of the NCI it was written on behalf of NCI.",
    ),
    *("Our module is from the CDC.", "An NIH-approved handout.", "An official PDQ text.", "It was made in partnership with ASH."),
    *("It gives 1.5 contact hours.", "You earn 2 CE credits.", "It awards CNE-points and NCPD units.", "Worth 3 CPD points."),
    *("This module reduces infections.", "Our training saves lives.", "It holds 5 mg/dL.", "It holds 5 g/L.", "At 38.5 °C.", "At 101 °F."),
    *(
        "Live vaccines begin 24 months later.",
        "Guidelines ask for it.",
        "The MMR after 2 years.",
        "NCT02228096 is ALLL1331.",
        "Vincristin is given.",
    ),
    *("PedsQL and EQ-5D ask.", "Neutropenia and the ANC.", "Prior to discharge.", "Five-year survival was 49.5% [@RT-13]."),
)
"""What rules find that look for letters first, of each kind one at least."""

LOOKING = {"W13", "W15", "W16", "W17", "W20", "W21", "W22", "W23", "X07", "X12", "X14", "X17", "X18", "X21"}


def oddly(text: str) -> str:
    """`text` in letters that a pattern without case takes for those in it, and with another space."""
    return text.replace("i", "ı").replace("s", "ſ").replace(" ", "\u00a0")


@pytest.mark.parametrize("change", [str, str.upper, str.casefold, oddly])
def test_rules_find_the_same_without_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[str], str]) -> None:
    told = "\n\n".join(("## More", *map(change, PHRASES)))
    pages = {"content/timing/family.md": FAMILY, "content/timing/clinician.md": CLINICIAN}
    root = write_library(tmp_path, {path: f"{page}\n{told}\n" for path, page in pages.items()})
    found = set(run_rules(read_whole(open_library(root), date(2026, 6, 1)), Scope.MODULE))
    monkeypatch.setattr(Haystack, "holding", lambda self, *_: iter(self._things))
    assert found == set(run_rules(read_whole(open_library(root), date(2026, 6, 1)), Scope.MODULE))
    assert change is not str or {item.code for item in found} >= LOOKING


@given(text=st.text(), word=st.from_regex(r"[a-z]+", fullmatch=True))
def test_small_letters_hold_what_a_pattern_without_case_finds(text: str, word: str) -> None:
    held = text + word.upper() + text
    assert word in small(held)
    for found in re.finditer(word, held, re.IGNORECASE):
        assert word in small(found.group())


@pytest.mark.parametrize("written", ["İ", "ı", "ſ", "\N{KELVIN SIGN}"])
def test_letters_that_a_pattern_takes_for_another(written: str) -> None:
    plain = small(written)
    assert re.fullmatch(plain, written, re.IGNORECASE)
    assert plain.isascii()


LINES = st.lists(st.text(alphabet="ab \n\t", max_size=8), max_size=6)


@given(texts=LINES, first=st.sampled_from(["a", "b", "ab", "a b"]), other=st.sampled_from(["a", "ba", "b a"]))
def test_it_gives_what_holds_a_sign_of_each_group_in_order(texts: list[str], first: str, other: str) -> None:
    stack = Haystack((text, number) for number, text in enumerate(texts))
    assert list(stack.holding((first, "aa"))) == [
        number for number, text in enumerate(texts) if first in small(text) or "aa" in small(text)
    ]
    assert list(stack.holding((first,), (other,))) == [
        number for number, text in enumerate(texts) if first in small(text) and other in small(text)
    ]
    assert stack.words == {word for text in texts for word in text.split()}
