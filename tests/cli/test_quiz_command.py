import json
from datetime import UTC, datetime

import pytest
from libraries import QUIZ

from edu_tui.progress.errors import DiskFull
from edu_tui.progress.events import Answered, RunEnded, RunStarted, Voided
from edu_tui.progress.store import ProgressStore

QUIZZES = "quizzes/timing.md"
MORE = """
## Share

id: rt-number-01
objective: classify
type: numeric

Of 661 patients 531 reached a second remission. What percentage is that?

- [x] 80.3 ± 0.1 % | per cent
  > Right: 531/661.
- [ ] *
  > Divide 531 by 661.

> **Explanation:** It was 80.3% [@RI-07].

## Words

id: rt-words-01
objective: classify
type: cloze

Before 18 months is [[early|very early]], after 36 months [[late]].

> **Explanation:** See [@RT-13].

## Name

id: rt-name-01
objective: classify
type: short

Which test looks for few cells?

- [x] minimal residual disease | MRD
- [ ] morphology
  > That sees many cells only.

## Pairs

id: rt-pairs-01
objective: classify
type: match

Match them.

- early -> worse
- late -> better
- -> the same

## Opinion

id: rt-poll-01
type: poll

How sure are you?

- [ ] Not at all
- [ ] Very
"""


def events(tmp_path):
    (folder,) = (tmp_path / "data" / "learners").iterdir()
    with ProgressStore.open(folder, now=lambda: datetime.now(UTC), read_only=True) as store:
        return list(store.events)


@pytest.fixture
def library(library_dir):
    unshuffled = QUIZ.replace("objective: classify\n\nA boy", "objective: classify\nshuffle: false\n\nA boy")
    return library_dir({QUIZZES: unshuffled + MORE})


def order_of(out):
    """The numbers to type for the right order of the ordering question on the screen."""
    shown = [line.split(". ", 1)[1] for line in out.split("Put the three in order.")[1].split("\n") if line[:2] in ("1.", "2.", "3.")][:3]
    return " ".join(str(shown.index(words) + 1) for words in ("before 18 months", "up to 36 months", "later"))


def pairs_of(out):
    """The numbers to type for the right matches of the matching question on the screen."""
    shown = [line.split(". ", 1)[1] for line in out.split("Match them.")[1].split("\n") if line[:2] in ("1.", "2.", "3.")][:3]
    return f"{shown.index('worse') + 1}, {shown.index('better') + 1}"


def test_every_type_is_asked_answered_and_saved(library, run_command, tmp_path):
    first = run_command("quiz", "timing", "--plain", library=library, lines="1\n")
    assert first.code == 0
    assert "Question 1 of 7: Time class" in first.out
    assert "1. 25.8%\n2. 90%" in first.out
    assert "Right." in first.out
    assert "Yes: the earliest relapses do worst [RT-13]." in first.out
    assert "Stopped at question 2 of 7." in first.out
    second = run_command("quiz", "timing", "--plain", library=library, lines=f"{order_of(first.out)}\n80,3 %\nEarly\nlate\nMRD\n")
    assert "Going on with question 2 of 7." in second.out
    assert second.out.count("Right.") == 4
    third = run_command("quiz", "timing", "--plain", library=library, lines=f"{pairs_of(second.out)}\n2\n")
    assert "Thank you." in third.out
    assert "Your result: 6 of 6." in third.out
    kept = events(tmp_path)
    assert [event.score for event in kept if isinstance(event, Answered)] == [1.0] * 6 + [None]
    assert [type(event) for event in kept if not isinstance(event, Answered)] == [RunStarted, RunEnded]
    told = json.loads(run_command("progress", "--format", "json", library=library).out)
    assert told["totals"] == {"answers": 7, "sections_read": 0, "days_active": 1}
    assert (
        told["modules"][0].items()
        >= {
            "module": "timing",
            "audience": "clinician",
            "sections_read": 0,
            "sections_total": 2,
            "questions_answered": 7,
            "questions_total": 7,
            "mastery": 1.0,
        }.items()
    )


def test_a_wrong_answer_is_told_what_would_be_right_and_why(library, run_command):
    out = run_command("quiz", "timing", "--plain", library=library, lines="2\n").out
    assert out.index("Not right.") < out.index("Nobody reports that.") < out.index("Right would be:") < out.index("- 25.8%")
    assert "Explanation: After a relapse before 18 months 25.8% were alive [RT-13]." in out


def test_hint_undo_and_stop(library, run_command, tmp_path):
    out = run_command("quiz", "timing", "--plain", library=library, lines="u\n?\n2\nu\n1\nq\n1 2 3\n").out
    assert "There is no answer to take back." in out
    assert "Hint: It was not 66.4%." in out
    assert "Your last answer is taken back." in out
    assert out.count("Question 1 of 7") == 2
    assert out.endswith("Stopped at question 2 of 7. Your answers are saved; the same command goes on from here.\n")
    kept = events(tmp_path)
    answers = [event for event in kept if isinstance(event, Answered)]
    assert [answer.score for answer in answers] == [0.0, 1.0]
    assert answers[0].hints == 1
    assert [event.event for event in kept if isinstance(event, Voided)] == [answers[0].id]


@pytest.mark.parametrize("line", ["x", "0", "3", "1 2", "9" * 5000, "١", "-1", "1;2"])
def test_a_line_that_is_no_answer_asks_again_and_saves_nothing(line, library, run_command, tmp_path):
    ran = run_command("quiz", "timing", "--plain", library=library, lines=f"{line}\n")
    assert ran.code == 0
    assert "Question 2 of" not in ran.out
    assert not [event for event in events(tmp_path) if isinstance(event, Answered)]


def test_a_slip_is_asked_about_and_accepted_when_typed_again(library_dir, run_command, tmp_path):
    short = MORE.split("## Name")[1].split("## Pairs")[0]
    library = library_dir({QUIZZES: QUIZ.split("## Time class")[0] + "## Name" + short})
    out = run_command("quiz", "timing", "--plain", library=library, lines="minimal residual diseas\nminimal residual diseas\n").out
    assert "Did you mean" in out
    assert "Not right." in out
    assert len([event for event in events(tmp_path) if isinstance(event, Answered)]) == 1


def test_an_answer_that_is_a_command_can_be_typed(library_dir, run_command, tmp_path):
    short = "## Letter\n\nid: rt-q\nobjective: classify\ntype: short\n\nWhich letter?\n\n- [x] q\n- [ ] u\n  > No.\n"
    library = library_dir({QUIZZES: QUIZ.split("## Time class")[0] + short})
    assert "Right." in run_command("quiz", "timing", "--plain", library=library, lines="=q\n").out


def test_a_test_keeps_its_feedback_for_the_end(library, run_command):
    run = ("quiz", "timing", "--mode", "test", "--plain")
    first = run_command(*run, library=library, lines="2\n").out
    assert "Saved." in first
    assert "Not right." not in first
    rest = run_command(*run, library=library, lines="1 2 3\n5 %\nearly;late\nx\n0 0\n1 2\n1\n!hand-in\n").out
    assert "Type at least" in rest or "Match at least one pair first." in rest
    assert rest.index("Saved.") < rest.index("7 answered, 0 open.") < rest.index("Not right.") < rest.index("Your result: ")
    assert "Nobody reports that." in rest


def test_the_form_before_a_session_asks_its_questions_only_and_tells_at_the_end(library_dir, run_command):
    forms = QUIZ.replace("id: rt-time-01", "id: rt-time-01\nform: pre\nshuffle: false")
    library = library_dir({QUIZZES: forms})
    out = run_command("quiz", "timing", "--form", "pre", "--plain", library=library, lines="1\n!hand-in\n").out
    assert "Question 1 of 1: Time class" in out
    assert out.index("Saved.") < out.index("Right.") < out.index("Your result: 100%, 1 of 1 (21 to 100%) right.")
    run_command("quiz", "timing", "--form", "pre", "--plain", library=library)
    assert "Question 1 of 2" in run_command("quiz", "timing", "--mode", "test", "--plain", library=library).out
    ran = run_command("quiz", "timing", "--form", "post", "--plain", library=library)
    assert (ran.code, ran.err) == (2, "The quiz timing has no questions of the form post.\n")


def test_a_case_is_told_before_its_questions(library_dir, run_command):
    first = "### First\n\nid: rt-case-1\nobjective: classify\n\nSure?\n\n- [x] True\n- [ ] False\n"
    case = f"## A girl\n\nid: rt-case\ntype: case\n\nA girl of nine.\n\n{first}"
    library = library_dir({QUIZZES: QUIZ.split("## Time class")[0] + case})
    out = run_command("quiz", "timing", "--plain", library=library, lines="").out
    assert out.index("A girl of nine.") < out.index("Question 1 of 1: First")


@pytest.mark.parametrize(("name", "told"), [("timng", "There is no quiz timng. Did you mean timing"), ("../x", "There is no quiz ../x.")])
def test_an_unknown_quiz(name, told, library, run_command):
    ran = run_command("quiz", name, "--plain", library=library)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_a_quiz_without_questions(library_dir, run_command):
    library = library_dir({QUIZZES: QUIZ.split("## Time class")[0]})
    ran = run_command("quiz", "timing", "--plain", library=library, lines="1\n")
    assert ran.code == 1
    assert "no questions" in ran.err


def test_an_answer_that_cannot_be_saved_is_not_acknowledged(library, run_command, monkeypatch):
    append = ProgressStore.append

    def full(self, *events):
        if any(isinstance(event, Answered) for event in events):
            raise DiskFull("Your last step is NOT saved.", "The rest is safe.", "Free some space.")
        append(self, *events)

    monkeypatch.setattr(ProgressStore, "append", full)
    ran = run_command("quiz", "timing", "--plain", library=library, lines="1\n")
    assert ran.code == 1
    assert "Right." not in ran.out
    assert ran.err == "Your last step is NOT saved. The rest is safe. Free some space.\n"


def test_where_nothing_can_be_saved_the_quiz_is_practice_and_says_so(library, run_command, tmp_path, monkeypatch):
    monkeypatch.setattr(ProgressStore, "read_only", True)
    ran = run_command("quiz", "timing", "--plain", library=library, lines="1\n")
    assert ran.out.endswith("Nothing was saved.\n")
    assert not (tmp_path / "data" / "learners").exists()


def test_each_learner_has_her_own_progress(library, run_command):
    assert "new learner, Ana" in run_command("--learner", "Ana", "quiz", "timing", "--plain", library=library, lines="1\n").err
    assert run_command("--learner", "ana", "quiz", "timing", "--plain", library=library, lines="q\n").err == ""
    told = json.loads(run_command("progress", "--learner", "Ana", "--format", "json", library=library).out)
    assert (told["learner"], told["totals"]["answers"]) == ("Ana", 1)
    assert json.loads(run_command("progress", "--format", "json", library=library).out)["totals"]["answers"] == 0


def test_a_slip_in_the_name_makes_no_new_learner(library, run_command):
    run_command("--learner", "Annabel", "quiz", "timing", "--plain", library=library, lines="1\n")
    ran = run_command("--learner", "Anabel", "quiz", "timing", "--plain", library=library, lines="1\n")
    assert (ran.code, ran.out) == (2, "")
    assert "There is no learner called Anabel. Known: Annabel." in ran.err
