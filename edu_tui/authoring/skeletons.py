"""Skeletons of whole files: a module, a quiz, a library. What is left to the author stands in blanks, what YAML can say in its comments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from edu_tui.authoring.idents import Idents
from edu_tui.authoring.quiz_files import quiz_head, yaml_text
from edu_tui.authoring.skeleton_questions import question_skeleton
from edu_tui.library.blanks import blank
from edu_tui.library.modules import Audience
from edu_tui.library.roles import FACTS_FILE, GLOSSARY_FILE, LIBRARY_FILE, REFERENCES_FILE, page_path

FIRST_MODULE = "first-module"
"""The folder of the module with which a new library begins."""

OBJECTIVES = ("first", "second")
"""The ids of the objectives of a new module; their author gives them better ones."""


def module_skeleton(audience: Audience, title: str, today: date, names: Sequence[str] = OBJECTIVES) -> str:
    """A module with the objectives `names` and a page for each; for families also with what each of their modules needs, and a recap."""
    family = audience is Audience.FAMILY
    lead = "what this is about, in two or three short sentences" if family else "what this module is about, in two or three sentences"
    pages = _family_pages(names) if family else _pages(names, f"{_text()}\n{_quote('Key point', 'one sentence that must stick')}")
    objectives = "".join(f"  {name}: {blank('a verb that can be observed, and what the reader will be able to do')}\n" for name in names)
    return (
        "---\n"
        f"title: {yaml_text(title or blank('title of the module'))}\n"
        f"summary: {blank('what the reader gets from it, in a sentence or two')}\n"
        "minutes: 10\n"
        f"objectives: # an id, then what can be seen: name, explain, choose; not: know, understand\n{objectives}"
        'reviewed: null # once a clinician has read it: {by: "Name, role", on: 2026-03-01, due: 2027-03-01}\n'
        f"updated: {today.isoformat()}\n"
        "---\n\n"
        f"{blank(lead)}\n\n{pages}"
    )


def _family_pages(names: Sequence[str]) -> str:
    """The pages of a module for families: the main message first, at the end what nobody knows and what to ask, then a recap."""
    contents = [_text() for _ in names]
    contents[0] = _quote("Key point", "one or two short sentences that must stick, and why") + "\n" + contents[0]
    open_ends = (_quote("Not known", "what nobody can say yet"), _quote("Ask", "a question to take along to the care team"))
    contents[-1] = "\n".join((contents[-1], *open_ends))
    listed = "".join(f"- {blank(f'what to remember of the {name} page')}\n" for name in names)
    teach_back = f"> **Teach-back:** Tell us in your own words: {blank('what will you do, or what does it mean')}?\n"
    recap = f"## In short {{#recap {' '.join(f'.{name}' for name in names)}}}\n\n{listed}\n{teach_back}"
    return "\n".join((*map(_page, names, contents), recap))


def _pages(names: Sequence[str], content: str) -> str:
    return "\n".join(_page(name, content) for name in names)


def _page(name: str, content: str) -> str:
    return f"## {blank(f'title of the {name} page')} {{#{name}-page .{name}}}\n\n{content}"


def _text() -> str:
    return f"{blank('the text of this page, each number with the fact behind it')}\n"


def _quote(label: str, words: str) -> str:
    return f"> **{label}:** {blank(words)}\n"


def quiz_skeleton(quiz: str, module: str, audience: Audience, objectives: Sequence[str], title: str, idents: Idents) -> str:
    """A quiz with two questions for each objective, whose right options stand in different places."""
    asked = [objective for objective in objectives for _ in range(2)]
    questions = [question_skeleton("single", idents.make(quiz, objective), objective, place=place) for place, objective in enumerate(asked)]
    intro = f"{blank('what these questions are about')}\n"
    return quiz_head(module, audience, title or blank("title of the quiz")) + "\n".join((intro, *questions))


def library_skeleton(ident: str, title: str, today: date, module: str = FIRST_MODULE) -> dict[str, str]:
    """The files of a library with one module of one objective, for both audiences, by path: the least that is whole."""
    files = {
        LIBRARY_FILE: _LIBRARY.format(
            ident=ident,
            title=yaml_text(title or blank("title of the library")),
            about=blank("what it teaches, and whom"),
            track=blank("title of the first track"),
            module=module,
        ),
        FACTS_FILE: _FACTS.format(claim=blank("what the source says, in one sentence"), population=blank("who was studied")),
        REFERENCES_FILE: _REFERENCES.format(
            title=blank("title of the paper"),
            family=blank("family name"),
            given=blank("given name"),
            journal=blank("name of the journal"),
            doi=blank("doi of the paper"),
        ),
        GLOSSARY_FILE: _GLOSSARY.format(
            term=blank("first term"), plain=blank("what it means, in everyday words"), clinician=blank("what it means, for a colleague")
        ),
    }
    pages = {page_path(module, audience): module_skeleton(audience, "", today, OBJECTIVES[:1]) for audience in Audience}
    return files | pages


_LIBRARY = """\
id: {ident}
title: {title}
version: 1
language: en
about: {about}
tracks: # what belongs together, in the order in which it is read
  - id: start
    title: {track}
    modules: [{module}] # each a folder beside this file, with clinician.md and family.md
"""

_FACTS = """\
# Every statement with its figures and its source. Text cites it as [@XX-01].
XX-01:
  claim: {claim}
  figures: [] # as they stand in text: "25.8%", "36 months"
  population: {population}
  source: author2026 # a key of references.json
  status: recalled # verified once you have seen it in the source
"""

_REFERENCES = """\
[
  {{
    "id": "author2026",
    "type": "article-journal",
    "title": "{title}",
    "author": [
      {{
        "family": "{family}",
        "given": "{given}"
      }}
    ],
    "container-title": "{journal}",
    "issued": {{
      "date-parts": [
        [
          2026
        ]
      ]
    }},
    "DOI": "{doi}"
  }}
]
"""

_GLOSSARY = """\
## {term}

Plain: {plain}

Clinician: {clinician}
"""
