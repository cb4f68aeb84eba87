"""What is behind the name under the cursor, where it is made, and where else it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from edu_tui.editing.cards import fact_card, module_card, reference_card, rule_card, term_card
from edu_tui.editing.desk import Desk
from edu_tui.editing.lines import Lines
from edu_tui.editing.mentions import Kind, Mention, mention_at
from edu_tui.editing.names import mentions
from edu_tui.library.module_parser import parse_module
from edu_tui.library.modules import Audience
from edu_tui.library.roles import FACTS_FILE, GLOSSARY_FILE, LIBRARY_FILE, REFERENCES_FILE, WAIVERS_FILE, Role, page_path, role_of
from edu_tui.library.terms import TermMatcher, compile_terms
from edu_tui.library.text import clean, fold


class Place(msgspec.Struct, frozen=True, order=True):
    """From `start` to `end` in the file `path`."""

    path: str
    start: int
    end: int


def named_at(desk: Desk, path: str, offset: int) -> Mention | None:
    """The name at `offset`: one that is written as a name, or else a term of the glossary in the text."""
    return mention_at(mentions(desk, path), offset) or mention_at(_terms(desk, path, offset), offset)


def hover(desk: Desk, path: str, offset: int) -> tuple[str, Mention] | None:
    """What stands behind the name at `offset`, and the name; None if nothing is known of it."""
    found = named_at(desk, path, offset)
    card = _card(desk, found) if found else ""
    return (card, found) if found and card else None


def _card(desk: Desk, name: Mention) -> str:
    ledger, catalogue = desk.library.ledger, desk.library.catalogue
    match name.kind:
        case Kind.FACT if name.key in ledger.facts:
            return fact_card(ledger.facts[name.key], ledger)
        case Kind.FACT | Kind.REFERENCE if name.key in ledger.references:
            return reference_card(ledger.references[name.key])
        case Kind.TERM if name.key in ledger.terms:
            return term_card(ledger.terms[name.key])
        case Kind.MODULE:
            entry = catalogue.module(name.key, Audience(name.scope or Audience.CLINICIAN))
            return module_card(entry) if entry else ""
        case Kind.OBJECTIVE | Kind.SECTION:
            module, _, audience = name.scope.partition("/")
            entry = catalogue.module(module, Audience(audience))
            if entry and name.kind is Kind.OBJECTIVE:
                return next((objective.text for objective in entry.objectives if objective.id == name.key), "")
            section = entry.section(name.key) if entry else None
            return section.title if section else ""
        case Kind.QUESTION:
            asked = (question for quiz in catalogue.quizzes for question in quiz.questions if question.id == name.key)
            return next((f"{question.title} ({question.type}, rev {question.rev})" for question in asked), "")
        case Kind.RULE:
            return explained(name.key)
        case _:
            return ""


def explained(code: str) -> str:
    """What the rule with this code finds, and why; "" for a code of no rule."""
    from edu_tui.checks.discovery import all_rules

    return next((rule_card(rule) for rule in all_rules() if rule.code == code), "")


def definition(desk: Desk, path: str, offset: int) -> Place | None:
    """Where the name at `offset` is made."""
    found = named_at(desk, path, offset)
    return made_at(desk, found) if found else None


def made_at(desk: Desk, name: Mention) -> Place | None:
    """Where a name is made; None if that is nowhere."""
    module, _, audience = name.scope.partition("/")
    match name.kind:
        case Kind.FACT:
            return _first(desk, name, (FACTS_FILE,)) or _first(desk, msgspec.structs.replace(name, kind=Kind.REFERENCE), (REFERENCES_FILE,))
        case Kind.REFERENCE:
            return _first(desk, name, (REFERENCES_FILE,))
        case Kind.TERM:
            return _first(desk, name, (GLOSSARY_FILE,))
        case Kind.OBJECTIVE:
            return _first(desk, name, (page_path(module, Audience(audience)),))
        case Kind.SECTION:
            return _first(desk, name, (page_path(module, Audience(audience)),)) or _unnamed_section(
                desk, module, Audience(audience), name.key
            )
        case Kind.QUESTION:
            return _first(desk, name, (path for path in desk.paths if role_of(path) is Role.QUIZ))
        case Kind.MODULE:
            target = page_path(name.key, Audience(name.scope or Audience.CLINICIAN))
            return Place(target, 0, 0) if target in desk.paths else None
        case _:
            return None


def _first(desk: Desk, name: Mention, paths: Iterable[str]) -> Place | None:
    """The first place in `paths` at which the name is made."""
    found = ((path, one) for path in paths if path in desk.paths for one in mentions(desk, path) if one.defines and one.names_same(name))
    return next((Place(path, one.start, one.end) for path, one in found), None)


def _unnamed_section(desk: Desk, module: str, audience: Audience, ident: str) -> Place | None:
    """The heading of a section that has its id from its title."""
    path = page_path(module, audience)
    if path not in desk.paths:
        return None
    section = parse_module(module, audience, path, clean(desk.text(path))).section(ident)
    return Place(path, *desk.lines(path).line(section.line)) if section else None


def references(desk: Desk, name: Mention, *, made: bool = True) -> tuple[Place, ...]:
    """Where the thing that `name` names is named in the library; without `made` not where it is made."""
    found = (
        Place(path, one.start, one.end)
        for path in _holders(desk, name)
        for one in mentions(desk, path)
        if one.names_same(name) and (made or not one.defines)
    )
    return tuple(sorted(found))


def _holders(desk: Desk, name: Mention) -> Iterator[str]:
    """The files in which a name may stand, so that not all need to be scanned for a term."""
    paths: tuple[str, ...] = (GLOSSARY_FILE,) if name.kind is Kind.TERM else desk.paths
    for path in paths:
        if path in (LIBRARY_FILE, WAIVERS_FILE) or name.kind is Kind.TERM or name.key in desk.text(path):
            yield path


def _terms(desk: Desk, path: str, offset: int) -> Iterator[Mention]:
    """The terms of the glossary in the line of `offset`, if that is text for readers."""
    matcher = _matcher(desk) if role_of(path) in (Role.MODULE, Role.QUIZ) else None
    if matcher is None or desk.page(path).in_head(offset):
        return
    lines: Lines = desk.lines(path)
    start, end = lines.line(lines.line_of(offset))
    for found in matcher.pattern.finditer(desk.page(path).body, start, end):
        term = matcher.name(found[0])
        if term:
            yield Mention(Kind.TERM, fold(term), *found.span())


def _matcher(desk: Desk) -> TermMatcher | None:
    return compile_terms(desk.library.ledger.terms.values())
