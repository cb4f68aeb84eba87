"""The lock: what counts as the same, what may be locked, what is kept, and what a learner is told of it."""

from __future__ import annotations

import json
import os
import string
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from libraries import FACTS, FAMILY_QUIZ, QUIZ, edited
from locks import FRIDAY, MONDAY, TUESDAY, lock_file, locked, snapshot

from edu_tui.library.ledger import Ledger
from edu_tui.library.ledger_parser import parse_facts
from edu_tui.library.library import open_library
from edu_tui.library.lock import Lock, LockedFact, Recall
from edu_tui.library.lock_changes import About, changed_facts, facts_then, moments, revs_at, rises, what_changed
from edu_tui.library.lock_compare import Kind, compare
from edu_tui.library.lock_file import lock_text, parse_lock, read_lock, write_lock
from edu_tui.library.lock_keeping import newest, recall, take_over
from edu_tui.library.lock_wording import Likeness, keeps_numbers, likeness
from edu_tui.library.roles import LOCK_FILE

FACT, QUIZZES, FAMQ = "content/facts.yaml", "quizzes/timing.md", "quizzes/timing-family.md"
OLD, NEW = '"49.5%"', '"51.0%"'
CORRECTED = edited(FACT, OLD, NEW) | {FACT: FACTS.replace(OLD, NEW).replace("status: verified\n\nRI", "status: verified\n  rev: 2\n\nRI")}
SWAPPED = QUIZ.replace("[x] 25.8%", "[_] 25.8%").replace("[ ] 90%", "[x] 90%").replace("[_]", "[ ]")
REKEYED = {QUIZZES: SWAPPED.replace("id: rt-time-01", "id: rt-time-01\nrev: 2")}
ONE_LESS = {FAMQ: FAMILY_QUIZ[: FAMILY_QUIZ.index("## The number")]}
RETIRED = {FAMQ: ONE_LESS[FAMQ].replace("audience: family", "audience: family\nretired: [fam-time-02]")}


def ledger(changes=None):
    """The facts of the small library with changes."""
    return Ledger(parse_facts(FACT, (changes or {}).get(FACT, FACTS))[0], {}, {})


def differences(before, after, same=()):
    """Kind, id, and whether it is refused, of each difference."""
    return [(item.kind, item.id, bool(item.cure)) for item in compare(locked(before), snapshot(after), same)]


# --- wording -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("25.8 %", "25.8%"),
        ("Survival  rises", "survival rises."),
        ("front-line trials", "frontline trials"),
        ("0.70 (0.47-1.03)", "0.70 (0.47–1.03)"),
        ("the child’s 2,053 days", "the child's 2053 days"),
        ("P = .08", "P=.08"),
    ],
)
def test_marks_are_no_change(old, new):
    assert likeness(old, new) is Likeness.MARKS


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("most patients recieved it", "most patients received it"),
        ("blinatumumab cleared MRD", "blinatumomab cleared MRD"),
        ("leukemia in remission", "leukaemia in remission"),
        ("the relapse came late", "a relapse came late"),
    ],
)
def test_a_slip_of_the_finger_is_no_change_of_meaning(old, new):
    assert likeness(old, new) is Likeness.SLIP


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("25.8%", "26.8%"),
        ("0.7", "0.70"),
        ("10⁴ cells", "104 cells"),
        ("CD19-positive", "CD20-positive"),
        ("under 18 months", "over 18 months"),
        ("<5%", "≤5%"),
        ("symptomatic relapse", "asymptomatic relapse"),
        ("adduction", "abduction"),
        ("it may be given", "it may not be given"),
        ("it is not able", "it is notable"),
        ("fatal", "fetal"),
        ("arm A did better", "arm B did better"),
        ("hepatitis A", "hepatitis"),
        ("a loss of -5 points", "a loss of 5 points"),
        ("infection rises", "rises infection"),
        ("", "something"),
    ],
)
def test_what_may_mean_something_else_is_no_slip(old, new):
    assert likeness(old, new) is Likeness.OTHER
    assert likeness(new, old) is Likeness.OTHER


WORDINGS = st.text(string.ascii_letters + string.digits + " .,-%<±'⁴é", max_size=40)


@given(WORDINGS, WORDINGS)
def test_likeness_knows_itself_and_marks_know_no_direction(one, two):
    assert likeness(one, one) is Likeness.SAME
    assert (likeness(one, two) is Likeness.MARKS) == (likeness(two, one) is Likeness.MARKS)
    assert keeps_numbers(one, f"{one} {two}") or two[:1] in ".,⁴" or one[-1:].isnumeric()


@given(st.lists(st.sampled_from(["relapse", "after", "treatment", "18", "25.8", "%", "not"]), min_size=1), st.integers(1, 9), st.data())
def test_a_number_more_is_never_a_slip(parts, number, data):
    at = data.draw(st.integers(0, len(parts)))
    more = [*parts[:at], str(number), *parts[at:]]
    assert likeness(" ".join(parts), " ".join(more)) is Likeness.OTHER


# --- what may be locked --------------------------------------------------------------------------------------------------------


def test_a_library_is_in_step_with_its_own_lock():
    assert differences({}, {}) == []


def test_what_is_new_is_told():
    more = QUIZ + "\n## New\n\nid: rt-new-01\nobjective: classify\n\nTrue?\n\n- [x] True\n- [ ] False\n"
    assert differences({}, {QUIZZES: more}) == [(Kind.NEW, "rt-new-01", False)]
    fact = "\nRT-99:\n  claim: More.\n  population: all\n  source: hogan2025\n  status: seed\n"
    assert differences({}, {FACT: FACTS + fact}) == [(Kind.NEW, "RT-99", False)]


SAME_FACT = {
    "spaces and dashes": edited(FACT, '"0.70 (0.47-1.03)"', '"0.70 (0.47 – 1.03)"'),
    "order of figures": edited(FACT, '"49.5%", "66.4%"', '"66.4%", "49.5%"'),
    "a letter": edited(FACT, "Survival after", "Survivals after"),
    "capitals": edited(FACT, "relapsed B-ALL", "Relapsed B-ALL"),
}


@pytest.mark.parametrize("change", SAME_FACT.values(), ids=SAME_FACT)
def test_a_typo_in_a_fact_is_told_and_needs_no_rev(change):
    ((kind, _, refused),) = differences({}, change)
    assert (kind, refused) == (Kind.WORDING, False)


OTHER_FACT = {
    "a figure": edited(FACT, OLD, NEW),
    "one figure less": edited(FACT, '"49.5%", ', ""),
    "one figure more": edited(FACT, OLD, f"{OLD}, {NEW}"),
    "the claim": edited(FACT, "Survival after relapse rises", "Survival after relapse falls"),
    "the population": edited(FACT, "relapsed B-ALL", "relapsed T-ALL"),
}


@pytest.mark.parametrize("change", OTHER_FACT.values(), ids=OTHER_FACT)
def test_a_fact_that_says_something_else_needs_a_rev(change):
    assert differences({}, change) == [(Kind.FACT, "RT-13", True)]
    raised = {FACT: change[FACT].replace("status: verified\n\nRI", "status: verified\n  rev: 2\n\nRI")}
    assert differences({}, raised) == [(Kind.REV, "RT-13", False)]
    assert differences(raised, {FACT: change[FACT]}) == [(Kind.FACT, "RT-13", True)]


def test_an_author_vouches_for_words_but_not_for_numbers_that_vanish():
    assert differences({}, OTHER_FACT["the claim"], ["RT-13"]) == [(Kind.WORDING, "RT-13", False)]
    assert differences({}, OTHER_FACT["one figure more"], ["RT-13"]) == [(Kind.WORDING, "RT-13", False)]
    assert differences({}, OTHER_FACT["a figure"], ["RT-13"]) == [(Kind.FACT, "RT-13", True)]
    assert differences({}, OTHER_FACT["the claim"], ["RI-07"]) == [(Kind.FACT, "RT-13", True)]


def question(kind, answers, rev=1):
    """A quiz of one question; a cloze has its answers in the text."""
    text, answers = (f"It is {answers}.", "") if kind == "cloze" else ("Which?", answers)
    head = QUIZ[: QUIZ.index("## Time")]
    return {QUIZZES: f"{head}## One\n\nid: one\nobjective: classify\ntype: {kind}\nrev: {rev}\n\n{text}\n\n{answers}\n"}


CHOICE = "- [x] Marrow\n- [ ] Blood\n- [ ] Bone"
KEYED = "- [x] Marrow aspirate, 2 mL {m}\n- [ ] Blood {b}"
SAME_KEY = {
    "order of options": ("single", CHOICE, "- [ ] Bone\n- [x] Marrow\n- [ ] Blood", {Kind.WORDING}),
    "another distractor": ("single", CHOICE, CHOICE.replace("Bone", "Skin"), {Kind.WORDING}),
    "a typo in the key": ("single", CHOICE.replace("Marrow", "Aspirattion"), CHOICE.replace("Marrow", "Aspiration"), {Kind.WORDING}),
    "words under a key of the author's": ("single", KEYED, KEYED.replace("Marrow aspirate", "Aspirated marrow"), {Kind.WORDING}),
    "one more spelling": ("short", "- [x] MRD", "- [x] MRD | residual disease", {Kind.WORDING}),
    "one more spelling of a blank": ("cloze", "[[day]] and [[night]]", "[[day]] and [[night|nights]]", {Kind.WORDING}),
    "the same tolerance": ("numeric", "- [x] 10 ± 1 mg", "- [x] 9..11 mg", {Kind.WORDING}),
    "a share of the credit": ("numeric", "- [x] 10 ± 1 mg\n- [ ] 5 mg", "- [x] 10 ± 1 mg\n- [ ] 5 mg (25%)", {Kind.WORDING}),
    "order of pairs": ("match", "- a -> b\n- c -> d", "- c -> d\n- a -> b", set()),
    "a distractor of pairs": ("match", "- a -> b\n- c -> d", "- a -> b\n- c -> d\n- -> e", {Kind.WORDING}),
}


@pytest.mark.parametrize(("kind", "old", "new", "told"), SAME_KEY.values(), ids=SAME_KEY)
def test_another_wording_is_no_other_key(kind, old, new, told):
    found = compare(locked(question(kind, old)), snapshot(question(kind, new)))
    assert {item.kind for item in found if item.id == "one"} == told
    assert not any(item.cure for item in found)


OTHER_KEY = {
    "another option": ("single", CHOICE, "- [ ] Marrow\n- [x] Blood\n- [ ] Bone"),
    "one more option": ("multiple", CHOICE, "- [x] Marrow\n- [x] Blood\n- [ ] Bone"),
    "a figure in the key": ("single", CHOICE.replace("Marrow", "18 months"), CHOICE.replace("Marrow", "36 months")),
    "a figure under a key of the author's": ("single", KEYED, KEYED.replace("2 mL", "5 mL")),
    "a negation under a key of the author's": ("single", KEYED, KEYED.replace("Marrow", "No marrow")),
    "an answer no longer accepted": ("short", "- [x] MRD | residual disease", "- [x] MRD"),
    "a spelling no longer accepted": ("cloze", "[[night|nights]]", "[[night]]"),
    "blanks swapped": ("cloze", "[[day]] and [[night]]", "[[night]] and [[day]]"),
    "tolerance": ("numeric", "- [x] 10 ± 1 mg", "- [x] 10 ± 2 mg"),
    "unit": ("numeric", "- [x] 10 ± 1 mg", "- [x] 10 ± 1 g"),
    "order of steps": ("order", "1. one\n2. two\n3. three", "1. two\n2. one\n3. three"),
    "pairs": ("match", "- a -> b\n- c -> d", "- a -> d\n- c -> b"),
    "true or false": ("truefalse", "- [x] True\n- [ ] False", "- [ ] True\n- [x] False"),
}


@pytest.mark.parametrize(("kind", "old", "new"), OTHER_KEY.values(), ids=OTHER_KEY)
def test_another_key_needs_a_rev(kind, old, new):
    before = question(kind, old)
    refused = [(item.kind, item.id) for item in compare(locked(before), snapshot(question(kind, new))) if item.cure]
    assert refused == [(Kind.KEY, "one")]
    after = compare(locked(before), snapshot(question(kind, new, rev=2)))
    assert Kind.REV in {item.kind for item in after}
    assert not any(item.cure for item in after)


def test_a_poll_that_becomes_a_question_needs_a_rev():
    before = locked(question("poll", CHOICE.replace("x", " ")))
    assert [item.kind for item in compare(before, snapshot(question("single", CHOICE))) if item.cure] == [Kind.KEY]


def test_a_stem_and_what_it_rests_on_may_change():
    stem = edited(QUIZZES, "A boy relapses", "A girl relapses")
    assert differences({}, stem) == [(Kind.WORDING, "rt-time-01", False)]
    more = edited(QUIZZES, "Nobody reports that.", "Nobody reports that [@RI-07].")
    assert differences({}, more) == [(Kind.SUPPORT, "rt-time-01", False)]
    assert differences(more, {}) == [(Kind.SUPPORT, "rt-time-01", False)]


def test_emphasis_line_ends_and_notes_are_no_wording():
    bare = edited(QUIZZES, "**16 months** after first", "16\nmonths after *first*")
    assert differences({}, bare) == []
    assert differences({}, edited(QUIZZES, "> **Hint:**", "> **Notes:** See [@RI-07].\n\n> **Hint:**")) == []


def test_a_vignette_belongs_to_what_is_asked():
    part = "### Ask\n\nid: girl-1\nobjective: classify\n\nWhy?\n\n- [x] a\n- [ ] b\n"
    case = f"\n## A girl\n\nid: girl\ntype: case\n\nA girl of nine [@RI-07].\n\n{part}"
    before = {QUIZZES: QUIZ + case}
    assert snapshot(before).lock.questions["girl-1"].facts == {"RI-07": 1}
    assert differences(before, {QUIZZES: QUIZ + case.replace("nine", "ten")}) == [(Kind.WORDING, "girl-1", False)]


def test_a_question_that_is_gone_must_be_retired():
    assert differences({}, ONE_LESS) == [(Kind.GONE, "fam-time-02", True)]
    assert differences({}, RETIRED) == [(Kind.GONE, "fam-time-02", False)]
    assert differences({}, {FAMQ: None, **edited(QUIZZES, "audience: clinician", "audience: clinician\nretired: [fam-time-01]")}) == [
        (Kind.GONE, "fam-time-01", False),
        (Kind.GONE, "fam-time-02", True),
    ]


def test_a_retired_id_is_never_free_again():
    lock = locked({}, RETIRED)
    assert lock.questions["fam-time-02"].gone == TUESDAY
    assert compare(lock, snapshot(RETIRED)) == ()
    assert [item.cure != "" for item in compare(lock, snapshot(ONE_LESS))] == [True]
    assert [(item.kind, item.cure) for item in compare(lock, snapshot())] == [(Kind.NEW, "")]
    other = edited(FAMQ, "- [ ] No\n  > You may ask", "- [x] No\n  > You may ask")
    other[FAMQ] = other[FAMQ].replace("- [x] Yes\n  > Right.\n", "- [ ] Yes\n  > Right.\n").replace("fam-time-02", "fam-time-02\nrev: 2")
    assert [(item.kind, bool(item.cure)) for item in compare(lock, snapshot(other)) if item.kind is Kind.GONE] == [(Kind.GONE, True)]
    assert take_over(lock, snapshot().lock, FRIDAY).questions["fam-time-02"].gone is None


def test_a_quiz_or_ledger_with_errors_waits():
    assert differences({}, {FAMQ: ONE_LESS[FAMQ] + "\n## Broken\n\nid: x\n\nText\n"}) == []
    assert differences({}, {FACT: FACTS.replace("RT-13:", "bad:")}) == []


def test_a_fact_may_leave_and_come_back():
    less = {FACT: FACTS[: FACTS.index("RT-04R")]}
    assert differences({}, less) == [(Kind.GONE, "RT-04R", False)]
    lock = locked({}, less)
    assert lock.facts["RT-04R"].gone == TUESDAY
    assert compare(lock, snapshot(less)) == ()
    assert [item.message for item in compare(lock, snapshot())] == ["the fact RT-04R is back in the ledger"]
    other = compare(lock, snapshot(edited(FACT, '["44%"]', '["45%"]')))
    assert [item.kind for item in other if item.cure] == [Kind.FACT]


def vouched(kind, old, new):
    """Whether the author's word makes the new key lockable."""
    found = compare(locked(question(kind, old)), snapshot(question(kind, new)), ["one"])
    return not any(item.cure for item in found)


def test_an_author_vouches_for_other_words_of_a_key_only():
    assert vouched("single", CHOICE, CHOICE.replace("Marrow", "The inside of a bone"))
    assert not vouched("single", CHOICE, "- [ ] Marrow\n- [x] Blood\n- [ ] Bone")
    assert not vouched("truefalse", "- [x] True\n- [ ] False", "- [ ] True\n- [x] False")
    assert not vouched("order", "1. one\n2. two\n3. three", "1. two\n2. one\n3. three")
    assert not vouched("short", "- [x] MRD", "- [x] PCR\n- [ ] MRD")
    assert not vouched("numeric", "- [x] 10 ± 1 mg", "- [x] 10 ± 2 mg")


# --- keeping -------------------------------------------------------------------------------------------------------------------


def test_a_higher_rev_puts_the_earlier_one_into_the_history():
    fact = locked({}, CORRECTED).facts["RT-13"]
    assert [(rev.rev, rev.locked, OLD[1:-1] in rev.figures) for rev in fact.revs] == [(1, MONDAY, True), (2, TUESDAY, False)]
    assert fact.history[0].sources == ("rheingold2024",)


def test_a_typo_leaves_rev_and_moment_alone():
    fact = locked({}, SAME_FACT["a letter"]).facts["RT-13"]
    assert (fact.locked, fact.history, fact.claim[:9]) == (MONDAY, (), "Survivals")


@pytest.mark.parametrize("after", [CORRECTED, REKEYED, RETIRED, {FACT: FACTS[: FACTS.index("RT-04R")]}, SAME_FACT["a letter"]])
def test_what_was_taken_over_is_in_step(after):
    lock = locked({}, after)
    assert compare(lock, snapshot(after)) == ()
    assert take_over(lock, snapshot(after).lock, FRIDAY) == lock
    assert newest(lock) in (MONDAY, TUESDAY)


VERSIONS = [{}, CORRECTED, REKEYED, CORRECTED | REKEYED, RETIRED, ONE_LESS, SAME_FACT["a letter"]]


@given(st.lists(st.sampled_from(VERSIONS), min_size=1, max_size=5))
def test_nothing_ever_leaves_a_lock_and_its_file_holds_all_of_it(versions):
    lock = Lock()
    for number, changes in enumerate(versions):
        now = MONDAY + timedelta(days=number)
        after = take_over(lock, snapshot(changes, now).lock, now)
        for ident, fact in lock.facts.items():
            assert set(fact.history) <= set(after.facts[ident].revs)
        for ident, asked in lock.questions.items():
            assert [rev.locked for rev in asked.history] == [rev.locked for rev in after.questions[ident].history][: len(asked.history)]
        lock = after
        assert parse_lock(lock_text(lock)).lock == lock


# --- the file ------------------------------------------------------------------------------------------------------------------


def test_a_library_without_a_lock_has_none_and_no_fault(library_dir):
    found = read_lock(library_dir())
    assert (found.lock, found.fault) == (None, None)


def test_written_and_read_again(library_dir):
    root = library_dir()
    write_lock(root, locked({}, CORRECTED))
    assert read_lock(root).lock == locked({}, CORRECTED)
    assert LOCK_FILE in open_library(root).files
    assert [path.name for path in (root / "content").iterdir() if "tmp" in path.name] == []


def test_one_field_a_line_sorted(library_dir):
    lines = lock_text(locked({}, CORRECTED)).split("\n")
    assert lines[1] == '  "format": 1,'
    assert '      "rev": 2,' in lines
    idents = [line.strip()[1:-4] for line in lines if line.startswith('    "') and line.endswith('": {')]
    assert idents == ["RI-07", "RT-04R", "RT-09", "RT-13", "fam-time-01", "fam-time-02", "rt-order-01", "rt-time-01"]
    changed = {*lock_text(locked({}, CORRECTED)).split("\n")} - {*lock_text(locked()).split("\n")}
    assert len(changed) < 12


@pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")
def test_the_file_keeps_its_rights_and_others_may_read_a_new_one(library_dir):
    root = library_dir()
    write_lock(root, locked())
    assert (root / LOCK_FILE).stat().st_mode & 0o444 == 0o444 & ~_umask()
    (root / LOCK_FILE).chmod(0o664)
    write_lock(root, locked())
    assert (root / LOCK_FILE).stat().st_mode & 0o777 == 0o664


def _umask():
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_a_write_that_fails_leaves_the_old_lock(library_dir, monkeypatch):
    root = library_dir(lock_file({}))
    before = (root / LOCK_FILE).read_bytes()

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("edu_tui.library.lock_file.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_lock(root, locked({}, CORRECTED))
    assert (root / LOCK_FILE).read_bytes() == before
    assert sorted(path.name for path in (root / "content").iterdir() if path.name.startswith(".")) == []


WHOLE = lock_text(locked())


def begins(ident):
    """The line of the whole lock on which an entry begins."""
    return WHOLE.split("\n").index(f'    "{ident}": {{') + 1


DAMAGED = {
    "empty": ("", 1, "not valid JSON"),
    "cut": (WHOLE[: len(WHOLE) // 2], None, "not valid JSON"),
    "merge marks": (WHOLE.replace('  "facts"', '<<<<<<< ours\n  "facts"', 1), 4, "not valid JSON"),
    "a list": ("[]", 1, 'does not begin with "format": 1'),
    "no format": ("{}", 1, 'does not begin with "format": 1'),
    "a later format": ('{"format": 2, "other": []}', 1, "newer edu-tui (format 2)"),
    "facts as a list": ('{"format": 1, "facts": []}', 1, "by id"),
    "deep": ("[" * 100_000, 1, "not valid JSON"),
    "words by hand": (WHOLE.replace('"Survival after', '"Deaths after'), begins("RT-13"), "changed by hand"),
    "key by hand": (WHOLE.replace('["25.8%"]', '["90%"]'), begins("rt-time-01"), "changed by hand"),
    "a slip": (
        WHOLE.replace('"quiz": "quizzes/timing.md"', '"quizz": "x"', 1),
        begins("rt-order-01"),
        "quizz",
    ),
    "no rev": (WHOLE.replace('"rev": 1', '"rev": 0', 1), 5, '"RI-07" cannot be read'),
    "no moment": (WHOLE.replace("2026-03-02T12:00:00Z", "Monday", 1), 5, '"RI-07" cannot be read'),
}


@pytest.mark.parametrize(("text", "line", "told"), DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_lock_is_named_with_its_line_and_cure(text, line, told):
    found = parse_lock(text)
    assert found.lock is None
    assert told in found.fault.message
    assert line in (None, found.fault.line)
    assert found.fault.cure


def test_a_lock_that_leads_out_of_the_library_is_not_read(library_dir, tmp_path):
    (tmp_path / "outside.json").write_text(WHOLE)
    root = library_dir()
    (root / LOCK_FILE).symlink_to(tmp_path / "outside.json")
    assert "leads out" in read_lock(root).fault.message


def test_escapes_in_a_lock_reach_nobody():
    text = WHOLE.replace('"quiz": "quizzes/timing.md"', '"quiz": "quizzes/\\u001b[31mtiming.md"')
    lock = parse_lock(text).lock
    assert "\x1b" not in lock.questions["rt-time-01"].quiz


@given(st.binary(max_size=200))
def test_no_bytes_make_reading_raise(data):
    parse_lock(data.decode(errors="replace"))


@given(st.recursive(st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8))
def test_no_json_makes_reading_raise(value):
    assert parse_lock(json.dumps({"format": 1, "facts": value})).lock in (None, Lock())


# --- what changed --------------------------------------------------------------------------------------------------------------


def test_a_corrected_figure_is_told_with_old_new_source_and_date():
    lock = locked({}, CORRECTED)
    then = facts_then(lock, "rt-time-01", 1, MONDAY)
    assert then == {"RT-13": 1}
    (change,) = what_changed(lock, ledger(CORRECTED), "rt-time-01", 1, then)
    assert (change.about, change.id, change.old, change.new) == (About.FACT, "RT-13", ("49.5%",), ("51.0%",))
    assert (change.sources, change.on) == (("rheingold2024",), TUESDAY.date())
    assert what_changed(lock, ledger(CORRECTED), "rt-time-01", 1, facts_then(lock, "rt-time-01", 1, TUESDAY)) == ()


def test_a_correction_not_locked_yet_is_told_without_a_date():
    (change,) = what_changed(locked(), ledger(CORRECTED), "rt-time-01", 1, {"RT-13": 1})
    assert (change.old, change.new, change.on) == (("49.5%",), ("51.0%",), None)


def test_another_key_is_told_before_the_facts():
    lock = locked({}, CORRECTED | REKEYED)
    then = facts_then(lock, "rt-time-01", 1, MONDAY)
    asked, fact = what_changed(lock, ledger(CORRECTED), "rt-time-01", 1, then)
    assert (asked.about, asked.old, asked.new, asked.on) == (About.QUESTION, ("25.8%",), ("90%",), TUESDAY.date())
    assert fact.about is About.FACT


def test_the_rev_that_was_answered_says_more_than_a_clock():
    lock = locked({}, CORRECTED | REKEYED)
    assert facts_then(lock, "rt-time-01", 1, FRIDAY) == {"RT-13": 1}
    assert facts_then(lock, "rt-time-01", 2, MONDAY - timedelta(days=900)) == {"RT-13": 2}


def test_who_answers_from_an_older_copy_has_not_seen_what_was_locked_meanwhile():
    lock = locked({}, CORRECTED)
    arrivals = {TUESDAY: FRIDAY}
    assert facts_then(lock, "rt-time-01", 1, TUESDAY + timedelta(hours=1), arrivals) == {"RT-13": 1}
    assert facts_then(lock, "rt-time-01", 1, FRIDAY, arrivals) == {"RT-13": 2}
    assert moments(lock) == {MONDAY, TUESDAY}


def test_before_the_first_lock_a_fact_counts_as_its_first_known_rev():
    assert revs_at(locked({}, CORRECTED), ["RT-13", "RT-99"], MONDAY - timedelta(days=1)) == {"RT-13": 1}


def test_several_revs_later_the_learner_hears_of_what_she_learned_and_of_now():
    third = {FACT: CORRECTED[FACT].replace(NEW, '"52%"').replace("rev: 2", "rev: 3")}
    (change,) = changed_facts(locked({}, CORRECTED, third), ledger(third), {"RT-13": 1})
    assert (change.old, change.new, change.on) == (("49.5%",), ("52%",), MONDAY.date() + timedelta(days=2))


def test_a_claim_that_changed_without_a_figure_is_told_by_its_words():
    after = {FACT: CORRECTED[FACT].replace(NEW, OLD).replace("relapse rises", "relapse falls")}
    (change,) = changed_facts(locked({}, after), ledger(after), {"RT-13": 1})
    assert (change.old, change.new) == ((), ())
    assert ("rises" in change.said, "falls" in change.says) == (True, True)


def test_a_recall_comes_first_and_only_to_those_who_saw_the_question():
    lock = recall(locked({}, REKEYED), "rt-time-01", "The key was wrong.")
    assert lock.questions["rt-time-01"].recall == Recall(rev=1, reason="The key was wrong.")
    first, second = what_changed(lock, ledger(), "rt-time-01", 1, {"RT-13": 1})
    assert (first.about, first.says, first.on, second.about) == (About.RECALL, "The key was wrong.", TUESDAY.date(), About.QUESTION)
    assert what_changed(lock, ledger(), "rt-time-01", 2, {"RT-13": 1}) == ()
    assert take_over(lock, snapshot(REKEYED).lock, FRIDAY) == lock


def test_a_retired_question_can_be_recalled_and_one_that_still_stands_cannot():
    lock = recall(locked({}, RETIRED), "fam-time-02", "Nobody should ask this.")
    (change,) = what_changed(lock, ledger(), "fam-time-02", 1, {})
    assert (change.about, change.on) == (About.RECALL, TUESDAY.date())
    with pytest.raises(ValueError, match="no earlier rev"):
        recall(locked(), "fam-time-02", "Wrong.")


def test_a_question_that_was_never_locked_has_no_changes():
    assert facts_then(Lock(), "rt-time-01", 1, MONDAY) == {}
    assert what_changed(Lock(), ledger(), "rt-time-01", 1, {"RT-13": 1}) == ()


def test_what_rose_makes_every_question_due_that_rests_on_it():
    assert rises(locked()) == {}
    assert rises(locked({}, SAME_FACT["a letter"])) == {}
    assert rises(locked({}, CORRECTED)) == {"rt-time-01": (TUESDAY,), "rt-order-01": (TUESDAY,)}
    assert len(rises(locked({}, REKEYED, CORRECTED | REKEYED))["rt-time-01"]) == 2
    assert rises(locked({}, REKEYED, REKEYED)) == {"rt-time-01": (TUESDAY,)}


@given(st.lists(st.sampled_from([{}, SAME_FACT["a letter"], SAME_FACT["capitals"], SAME_FACT["order of figures"]]), min_size=1, max_size=4))
def test_no_typo_ever_costs_a_learner_anything(versions):
    lock = locked(*versions)
    assert rises(lock) == {}
    assert what_changed(lock, ledger(versions[-1]), "rt-time-01", 1, facts_then(lock, "rt-time-01", 1, MONDAY - timedelta(days=9))) == ()


def test_a_locked_fact_tells_its_revs_apart():
    fact = locked({}, CORRECTED).facts["RT-13"]
    assert isinstance(fact, LockedFact)
    assert fact.present == fact.revs[-1]
