"""The entries of the specification: what each asks for, and what besides the rules answers it.

Which rules cover an entry stands with the rules (`Rule.spec`), which questions to people with these (`Judgement.spec`). The rest stands
here: codes of reading, tests that show it, and why something does not apply to how this program works.
"""

from __future__ import annotations

import msgspec


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the specification.

    `reading` are codes of reading, `tests` are written path::name below the repository. `why` says what these cannot say: why an entry does
    not apply, or how it is met in another way.
    """

    id: str
    asks: str
    reading: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    why: str = ""


_SAFETY = (
    Entry(
        id="LN-01",
        asks="Every claim cites an entry of the ledger that exists",
        reading=("K01", "K02"),
        why="A sentence without a figure needs no citation; whether a fact carries its statement is for people.",
    ),
    Entry(
        id="LN-02",
        asks="Every number in text stands in the fact that it cites",
        why="Numbers in words are left out, since they count steps and spans far more often.",
    ),
    Entry(
        id="LN-03",
        asks="What nobody has checked carries neither a key nor a number for families",
        tests=("tests/checks/test_rules.py::test_a_number_that_nobody_has_checked_is_told_once",),
    ),
    Entry(
        id="LN-04",
        asks="The group is named where a fact is about adults or a mixed group",
        why="Software tells adults from children; mixed groups and other diseases are for people.",
    ),
    Entry(id="LN-05", asks="A share over time says from when, and how long"),
    Entry(
        id="LN-06",
        asks="A result without a comparison is not told as a cause",
        why="A warning, since no list of verbs knows every true effect.",
    ),
    Entry(
        id="LN-07",
        asks="Reviewer, day of review and day of expiry are there and not past",
        reading=("F02",),
        tests=("tests/checks/test_rules.py::test_a_review_is_due_on_its_day_and_overdue_on_the_next",),
        why="No review is a note, since page, paper and app tell it; an overdue one is a warning, so that a date stops no correction.",
    ),
    Entry(id="LN-08", asks="Text on guidelines and vaccines sends to the team's own schedule"),
    Entry(id="LN-09", asks="No dose, setting of a device, or advice to stop or start a drug for families"),
    Entry(
        id="LN-10",
        asks="A page on symptoms says when to call, and whom",
        tests=(
            "tests/export/test_handouts.py::test_a_family_leaflet_begins_with_when_to_call_and_room_for_the_numbers",
            "tests/study/test_teaching_plan.py::test_a_family_hears_first_when_to_call",
        ),
    ),
    Entry(
        id="LN-11",
        asks="Each paper says that it is no medical advice",
        tests=(
            "tests/export/test_handouts.py::test_every_handout_of_every_module_is_sound_and_says_where_it_comes_from",
            "tests/app/test_screen_home.py::test_first_visit_then_going_on",
        ),
        why="The template says it, so that no library can leave it out.",
    ),
    Entry(
        id="LN-12",
        asks="Known names are spelt right",
        tests=(
            "tests/checks/test_safety_rules.py::test_every_slip_of_one_letter_is_seen",
            "tests/checks/test_safety_rules.py::test_no_known_name_is_a_slip",
            "tests/checks/test_safety_rules.py::test_numbers_of_trials_are_numbers_and_lead_to_known_ones",
        ),
    ),
    Entry(id="LN-13", asks="Units agree in a page", why="A warning, since two quantities may rightly have rival units."),
    Entry(id="LN-14", asks="The two pages of a module agree"),
    Entry(
        id="LN-15",
        asks="Nothing is copied from a source",
        why="The sources are not kept beside the library, so software has nothing to compare with.",
    ),
    Entry(
        id="LN-16",
        asks="Licensed instruments are not reproduced",
        why="Tables of guidelines have no form by which software could know them.",
    ),
    Entry(id="LN-17", asks="Nothing is passed off as endorsed, and no contact hours are awarded"),
    Entry(id="LN-18", asks="The opinion of the editorial is told as opinion"),
)

_FAMILIES = (
    Entry(
        id="LN-20",
        asks="Reading grade by Flesch-Kincaid",
        tests=("tests/checks/test_readability.py::test_flesch_kincaid_agrees_with_worked_examples",),
    ),
    Entry(
        id="LN-21",
        asks="Reading grade by SMOG",
        tests=(
            "tests/checks/test_readability.py::test_smog_agrees_with_published_examples",
            "tests/checks/test_readability.py::test_of_a_short_text_a_grade_is_a_rough_one",
        ),
    ),
    Entry(
        id="LN-22",
        asks="The grade as written and with explained terms as short words",
        tests=(
            "tests/checks/test_readability.py::test_with_terms_masked_what_is_left_is_counted",
            "tests/cli/test_report_commands.py::test_a_grade_is_told_as_written_and_with_terms_as_short_words",
        ),
    ),
    Entry(id="LN-23", asks="Short sentences, each and on average"),
    Entry(
        id="LN-24",
        asks="Short paragraphs and sections",
        why="Five sentences a paragraph, because ours are short, and 150 words between two headings or breaks.",
    ),
    Entry(
        id="LN-25",
        asks="Every term explained where it stands first",
        reading=(),
        tests=("tests/render/test_terms.py::test_only_the_first_use_is_marked_whatever_its_name",),
    ),
    Entry(id="LN-26", asks="Every acronym spelt out where it stands first"),
    Entry(id="LN-27", asks="Everyday words in the place of jargon"),
    Entry(
        id="LN-28",
        asks="Few passive sentences, and none in messages and actions",
        tests=("tests/checks/test_readability.py::test_a_passive_is_told_by_its_words",),
    ),
    Entry(id="LN-29", asks="Actions speak to the reader"),
    Entry(id="LN-30", asks="One main message, short and in the first section"),
    Entry(
        id="LN-31",
        asks="The main message is marked",
        tests=(
            "tests/render/test_layout.py::test_a_label_is_said_in_words",
            "tests/app/test_themes.py::test_what_matters_differs_without_colour",
        ),
    ),
    Entry(id="LN-32", asks="At least one action, steps numbered"),
    Entry(id="LN-33", asks="Why it matters is said in words"),
    Entry(id="LN-34", asks="Headings that tell something"),
    Entry(id="LN-35", asks="A recap at the end", why="A module that is shorter than a page needs none."),
    Entry(id="LN-36", asks="Lists of at most seven"),
    Entry(id="LN-37", asks="What is known and what is not"),
    Entry(id="LN-38", asks="Whole numbers, and few of them", why="The numbers of each section are counted, since each is read by itself."),
    Entry(id="LN-39", asks="One denominator, and no 1 in x"),
    Entry(id="LN-40", asks="No sums, and no relative risk alone"),
    Entry(id="LN-41", asks="Words of frequency come with numbers"),
    Entry(id="LN-42", asks="A probability also in words or a picture"),
    Entry(id="LN-43", asks="What a risk is: harm, to whom, how bad"),
    Entry(id="LN-44", asks="Good and bad sides of what is advised"),
    Entry(
        id="LN-45",
        asks="Pictures and tables have a title and words, and fit a terminal",
        reading=("G01",),
        tests=("tests/render/test_layout_properties.py::test_any_document_fits_its_width",),
    ),
    Entry(
        id="LN-46",
        asks="Nothing is said by colour alone",
        tests=(
            "tests/app/test_themes.py::test_what_matters_differs_without_colour",
            "tests/render/test_layout.py::test_tasks_read_without_colour",
        ),
    ),
    Entry(id="LN-47", asks="Respectful words"),
    Entry(id="LN-48", asks="An open teach-back"),
    Entry(id="LN-49", asks="A checklist where an action is repeated"),
    Entry(id="LN-50", asks="Rated by two people with both instruments"),
    Entry(id="LN-51", asks="Tried with parents and nurses"),
)

_QUESTIONS = (
    Entry(
        id="LN-60",
        asks="One key, three to five options",
        reading=("A01", "A06", "A09"),
        why="Statements with True and False, or Yes and No, count as such and have two.",
    ),
    Entry(id="LN-61", asks="No all or none of the above", reading=("Q06",)),
    Entry(id="LN-62", asks="No negative stems"),
    Entry(id="LN-63", asks="No absolute words in options", why="A warning, since the word may belong to the misconception."),
    Entry(
        id="LN-64",
        asks="No vague words of frequency in options",
        why="May, can and might are left free: they tell what is possible more often than how often.",
    ),
    Entry(id="LN-65", asks="The key is not the longest option of a question"),
    Entry(id="LN-66", asks="The key is not the longest option too often"),
    Entry(
        id="LN-67",
        asks="Keys stand in all places",
        why="Options are mixed for each learner unless the order means something; the written order counts on paper.",
    ),
    Entry(
        id="LN-68",
        asks="Numbers in order, in one unit, without overlap",
        why="Where options are mixed the order would be lost, so the rule asks for a fixed one.",
    ),
    Entry(id="LN-69", asks="Options of one kind", why="Parts of speech are not judged: software is wrong about them too often."),
    Entry(id="LN-70", asks="Options fit the grammar of the stem", why="Tenses are left to the eye."),
    Entry(id="LN-71", asks="No word that only stem and key share"),
    Entry(id="LN-72", asks="The key does not share most with the others"),
    Entry(id="LN-73", asks="No pair of opposites that gives the key away"),
    Entry(id="LN-74", asks="No option twice, none inside another", reading=("A14", "A19")),
    Entry(id="LN-75", asks="A question that can be answered with the options covered", reading=("Q04",)),
    Entry(id="LN-76", asks="The stem does the reading, options are short"),
    Entry(id="LN-77", asks="No question hangs on another"),
    Entry(id="LN-78", asks="Every option has its feedback", reading=("Q05",)),
    Entry(
        id="LN-79",
        asks="No key rests on what sources dispute",
        why="Figures only: which part of a fact is contested stands in its caution, for people to weigh.",
    ),
    Entry(id="LN-80", asks="No wrong option is true"),
    Entry(id="LN-81", asks="The level fits the task, and enough questions apply something", reading=("M04",)),
    Entry(id="LN-82", asks="Each question has an objective, each objective two questions"),
    Entry(id="LN-83", asks="No outdated terms"),
    Entry(id="LN-84", asks="Patients told of with respect"),
    Entry(id="LN-85", asks="Nothing trivial"),
)

_SESSIONS = (
    Entry(id="LN-90", asks="Objectives with a verb that can be observed"),
    Entry(id="LN-91", asks="One to five objectives, all taught and all asked"),
    Entry(
        id="LN-92",
        asks="The minutes of a plan add up",
        tests=(
            "tests/export/test_time_plan.py::test_minutes_add_up_and_nobody_goes_without",
            "tests/study/test_teaching_plan.py::test_every_module_of_ours_can_be_planned_for_any_time",
            "tests/study/test_teaching_preflight.py::test_too_much_and_too_little_for_the_time",
        ),
    ),
    Entry(
        id="LN-93",
        asks="The papers of a session are complete",
        tests=("tests/export/test_session_report.py::test_each_form_holds_votes_gain_teach_back_notes_and_who_awards_hours",),
        why="Gap statement, disclosures and completion criterion are papers of an accredited provider, which this program is not.",
    ),
    Entry(
        id="LN-94",
        asks="Drafts for contact hours say so",
        tests=(
            "tests/export/test_session_report.py::test_each_form_holds_votes_gain_teach_back_notes_and_who_awards_hours",
            "tests/cli/test_sessions_command.py::test_a_report_goes_to_standard_output_or_a_file",
        ),
    ),
    Entry(
        id="LN-95",
        asks="No sponsor on anything like a certificate",
        tests=(
            "tests/export/test_handouts.py::test_nothing_is_fetched_run_or_styled_from_outside",
            "tests/export/test_session_report.py::test_html_is_valid_self_contained_and_has_bars_with_names",
        ),
        why="Nothing like a certificate is made, and no paper can hold a picture that is not drawn by this program.",
    ),
    Entry(
        id="LN-96",
        asks="Parallel forms before and after",
        reading=("M07",),
        tests=(
            "tests/content/test_curriculum.py::test_forms_cover_every_objective",
            "tests/study/test_teaching_preflight.py::test_forms_come_in_pairs",
        ),
    ),
    Entry(
        id="LN-97",
        asks="The gain is told with its formula, and only where it can be",
        tests=(
            "tests/test_promises.py::test_a_gain_from_28_to_50_is_0_306",
            "tests/study/test_teaching_report.py::test_gains_as_published",
            "tests/study/test_teaching_report.py::test_only_matched_learners_count_and_five_at_least",
        ),
    ),
    Entry(
        id="LN-98",
        asks="Item statistics only from enough answers",
        tests=(
            "tests/study/test_item_analysis.py::test_discrimination_is_told_from_so_many",
            "tests/study/test_item_analysis.py::test_answers_are_told_of_five_people",
            "tests/study/test_item_analysis.py::test_a_low_discrimination_is_told_in_words",
        ),
        why="Discrimination is told as uncertain from 20 and plainly from 30 answers, and always with its interval.",
    ),
    Entry(
        id="LN-99",
        asks="Options that nobody chooses only from enough answers",
        tests=("tests/study/test_item_analysis.py::test_what_authors_are_asked_to_look_at",),
        why="Told of options that nobody of 30 chose: a small share of fewer would be chance.",
    ),
    Entry(id="LN-100", asks="No more is claimed than was measured"),
    Entry(
        id="LN-101",
        asks="Spaced review by a known algorithm",
        tests=(
            "tests/test_promises.py::test_after_as_many_days_as_a_memory_is_stable_nine_of_ten_are_recalled",
            "tests/test_promises.py::test_the_package_that_spaces_reviews_is_held_below_its_next_version",
            "tests/progress/test_progress_schedule.py::test_the_dates_are_those_of_the_package_for_every_history",
        ),
    ),
    Entry(id="LN-102", asks="A card asks for one thing"),
    Entry(
        id="LN-103",
        asks="What changed is asked again",
        tests=(
            "tests/library/test_lock.py::test_what_rose_makes_every_question_due_that_rests_on_it",
            "tests/library/test_lock.py::test_a_fact_that_says_something_else_needs_a_rev",
        ),
    ),
    Entry(
        id="LN-104",
        asks="Nothing of a learner leaves the computer",
        tests=(
            "tests/test_promises.py::test_nothing_of_a_learner_can_leave_the_computer",
            "tests/export/test_session_report.py::test_no_symbol_is_in_any_form",
            "tests/cli/test_faults_command.py::test_nothing_private_is_ever_in_it",
        ),
    ),
)

SUBJECTS: dict[str, tuple[Entry, ...]] = {
    "Medical safety and provenance": _SAFETY,
    "Plain language for families": _FAMILIES,
    "Questions": _QUESTIONS,
    "Lessons, sessions, evaluation": _SESSIONS,
}
"""Every entry by its subject, in the order of the specification."""
