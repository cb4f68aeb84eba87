import pytest
from libraries import CLINICIAN, FAMILY, edited

CLIN, FAM = "content/timing/clinician.md", "content/timing/family.md"


def test_a_whole_module_with_its_evidence_at_the_end(library_dir, run_command, tmp_path):
    ran = run_command("read", "timing", "--plain", library=library_dir())
    assert (ran.code, ran.err) == (0, "")
    order = ["The time of relapse", "Reviewed by A. Clinician", "What the time of a relapse says.", "A short lead.", "Two clocks\n---"]
    order += [
        "25.8% were alive",
        "Alive after five years",
        "Remission\n---",
        "Evidence\n---",
        "RT-13",
        "RI-07",
        "https://doi.org/10.1000/1",
    ]
    places = [ran.out.find(words) for words in order]
    assert -1 not in places
    assert places[:9] == sorted(places[:9])
    assert not (tmp_path / "data" / "learners").exists()


def test_one_section_with_its_own_evidence_only(library_dir, run_command):
    ran = run_command("read", "timing", "--section", "remission", "--plain", library=library_dir())
    assert "531/661" in ran.out
    assert "RI-07" in ran.out
    assert "A short lead." not in ran.out
    assert "RT-13" not in ran.out


def test_the_family_page(library_dir, run_command):
    ran = run_command("read", "timing", "--audience", "family", "--plain", library=library_dir())
    assert "About 66 out of 100" in ran.out


def test_a_page_nobody_has_reviewed_says_so(library_dir, run_command):
    changes = {FAM: FAMILY.replace('{by: "A. Clinician", on: 2026-03-01, due: 2099-03-01}', "null")}
    ran = run_command("read", "timing", "--audience", "family", "--plain", library=library_dir(changes))
    assert "Not yet reviewed by a clinician." in ran.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["timming"], "There is no module timming. Did you mean timing?"),
        (["xyz"], "There is no module xyz. Known: timing."),
        (["timing", "--section", "clock"], "There is no section clock. Did you mean clocks?"),
    ],
)
def test_unknown_names_are_told_with_what_was_meant(words, told, library_dir, run_command):
    ran = run_command("read", *words, "--plain", library=library_dir())
    assert (ran.code, ran.out, ran.err) == (2, "", f"{told}\n")


def test_a_module_that_cannot_be_read_is_named_with_its_fault(library_dir, run_command):
    ran = run_command("read", "timing", "--plain", library=library_dir({CLIN: CLINICIAN.replace("title:", "title: [", 1)}))
    assert ran.code == 1
    assert ran.out == ""
    assert CLIN in ran.err


def test_hostile_text_reaches_no_terminal(library_dir, run_command):
    title = "title: The time\x1b]2;gone\x07 \x9b31m of\u202e relapse"
    hostile = edited(CLIN, "title: The time of relapse", title)[CLIN].replace(
        "A short lead.", "Lead &#27;[31m \x1b[2J `\x1b[H` [x](https://e.org/\x1b)"
    )
    ran = run_command("read", "timing", "--plain", library=library_dir({CLIN: hostile}))
    assert ran.code == 0
    assert not any((ord(char) < 32 and char != "\n") or 0x7F <= ord(char) < 0xA0 or char == "\u202e" for char in ran.out)


def test_notes_are_for_the_one_who_leads(library_dir, run_command):
    library = library_dir({CLIN: CLINICIAN.replace("\n## ", "\n> **Notes:** Ask the group first.\n\n## ", 1)})
    assert "Ask the group first" not in run_command("read", "timing", "--plain", library=library).out
    assert "Ask the group first" in run_command("read", "timing", "--plain", "--notes", library=library).out
    refused = run_command("read", "timing", "--notes", library=library)
    assert refused.code == 2
    assert "--plain" in refused.err
