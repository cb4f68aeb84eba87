"""The thresholds of the rules: those of this program, and those that a library sets for itself in `content/checks.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from edu_tui.library.diagnostics import Diagnostic, Severity
from edu_tui.library.roles import CHECKS_FILE
from edu_tui.library.schema import Reader
from edu_tui.library.sources import read_source, stamp
from edu_tui.library.yaml_reader import YamlError, read_yaml

UNREADABLE = "Z01"
"""The code of what is wrong with the file of thresholds."""


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Every number that decides whether a rule speaks; each is a choice of the project.

    Each field is annotated with its bounds and a description: one sentence without its full stop that says what it limits, and in which
    unit. The documentation prints both, and finds by itself which rules use a field.
    """

    # Text for families
    family_grade_most: Annotated[
        float, Meta(ge=0, description="years of school that a page may ask for, by the stricter of two formulas")
    ] = 8.0
    family_grade_aim: Annotated[float, Meta(ge=0, description="years of school that a page should ask for at most")] = 6.0
    family_sentence_words: Annotated[int, Meta(ge=1, description="words of one sentence")] = 20
    family_sentence_mean: Annotated[float, Meta(ge=1, description="words of a sentence, on average over a file")] = 12.0
    # Five and not four: a sentence of a page for families has about eight words, so that five of them are 40 words.
    family_paragraph_sentences: Annotated[int, Meta(ge=1, description="sentences of one paragraph or list item")] = 5
    # The unit is what stands between headings and breaks, a bit that is read in one go. 150 and not 120: labelled quotes part it too.
    family_chunk_words: Annotated[int, Meta(ge=1, description="words between two headings or breaks")] = 150
    family_list_items: Annotated[int, Meta(ge=1, description="items of one list without lists inside")] = 7
    family_passive_share: Annotated[float, Meta(ge=0, le=1, description="share of the sentences of a file that are passive")] = 0.2
    family_table_columns: Annotated[int, Meta(ge=1, description="columns of one table")] = 4
    # Of a module of eight sections nobody carries five numbers home, but each section is read by itself: the unit is a section.
    family_section_numbers: Annotated[int, Meta(ge=1, description="different numbers that one section tells")] = 5
    family_message_sentences: Annotated[int, Meta(ge=1, description="sentences of the main message")] = 3
    family_short_words: Annotated[int, Meta(ge=0, description="words below which a module need not hold all parts of a page")] = 150

    # Medical safety
    review_months_most: Annotated[int, Meta(ge=1, description="months from a review of a page to its next one")] = 24
    review_guideline_months_most: Annotated[
        int, Meta(ge=1, description="months from a review to the next one of a page that tells rules of guidelines or vaccines")
    ] = 12
    review_guideline_passages: Annotated[
        int, Meta(ge=1, description="sections on vaccines or guidelines from which a page counts as one that tells their rules")
    ] = 3
    instrument_items: Annotated[int, Meta(ge=2, description="items of a list that make it look like a copied questionnaire")] = 4

    # Waivers
    waiver_days: Annotated[int, Meta(ge=1, description="days ahead to which a waiver may reach")] = 366

    # The ledger
    fact_source_years: Annotated[int, Meta(ge=1, description="years after which the newest source of a fact is called old")] = 10

    # Questions
    question_options_least: Annotated[int, Meta(ge=2, description="options of a question, below which one can guess")] = 3
    question_options_aim: Annotated[int, Meta(ge=2, description="options of a question with one right answer that are enough")] = 4
    question_options_most: Annotated[int, Meta(ge=2, description="options of a question with one right answer")] = 5
    question_option_words: Annotated[int, Meta(ge=1, description="words of one option")] = 15
    question_answer_words: Annotated[int, Meta(ge=1, description="words of one step, one side of a pair or one typed answer")] = 20
    question_key_facts: Annotated[int, Meta(ge=1, description="facts on which the answer to a question with one point may rest")] = 4
    question_rationale_words: Annotated[int, Meta(ge=1, description="words of the feedback under a wrong option, at least")] = 2
    question_contained_words: Annotated[int, Meta(ge=1, description="words from which on an option may not stand inside another one")] = 3
    question_key_longer: Annotated[
        float, Meta(ge=1, description="times the length of an average distractor from which on the longest option gives itself away")
    ] = 1.3
    question_short_option: Annotated[int, Meta(ge=1, description="characters up to which nobody guesses by the length of an option")] = 25
    question_length_spread: Annotated[
        float, Meta(ge=0, description="standard deviation of the lengths of a question's options, as a share of their mean")
    ] = 0.5
    question_convergence: Annotated[
        float, Meta(ge=0, le=1, description="share of words by which the key may be more like the other options than any of them is")
    ] = 0.1
    bank_questions: Annotated[int, Meta(ge=1, description="questions below which a pattern of a bank is chance")] = 20
    # Below five the chi-square distribution does not hold.
    bank_questions_a_place: Annotated[int, Meta(ge=5, description="questions for each place below which places are not compared")] = 5
    bank_run: Annotated[int, Meta(ge=1, description="questions in a row with the right option in the same place")] = 3
    bank_chance: Annotated[float, Meta(ge=0, le=1, description="probability below which a pattern of a bank is no chance")] = 0.05
    bank_applying: Annotated[
        float, Meta(ge=0, le=1, description="share of the questions of a quiz for clinicians that ask to apply or more")
    ] = 0.4
    bank_applying_questions: Annotated[int, Meta(ge=1, description="questions with a level below which that share is not judged")] = 10
    objectives_most: Annotated[int, Meta(ge=1, description="objectives of one module")] = 5


PROGRAM = Limits()
"""The thresholds of this program."""


class LimitsRead(msgspec.Struct, frozen=True):
    """The thresholds, and what was wrong with the file: a threshold that cannot be read stays as the program has it."""

    limits: Limits
    diagnostics: tuple[Diagnostic, ...] = ()


def read_limits(root: Path) -> LimitsRead:
    """The thresholds of the library at `root`. Never raises."""
    if stamp(root, CHECKS_FILE) is None:
        return LimitsRead(PROGRAM)
    source = read_source(root, CHECKS_FILE)
    if source.text is None:
        return LimitsRead(PROGRAM, source.diagnostics)
    try:
        document = read_yaml(source.text)
    except YamlError as error:
        message = f"not valid YAML: {error.message}"
        found = Diagnostic(CHECKS_FILE, error.line, error.column, UNREADABLE, Severity.ERROR, message, error.hint)
        return LimitsRead(PROGRAM, (*source.diagnostics, found))
    reader = Reader(document, CHECKS_FILE, UNREADABLE)
    limits = None if document.value is None else reader.struct(Limits, document.value)
    return LimitsRead(limits or PROGRAM, (*source.diagnostics, *reader.diagnostics))
