"""What can be written where the cursor stands. Each place in a file has one small function; the first that knows its place answers."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

import msgspec

from edu_tui.editing.cards import fact_card, reference_card, rule_card, term_card
from edu_tui.editing.desk import Desk
from edu_tui.editing.mentions import Kind
from edu_tui.editing.scene import Scene
from edu_tui.library.catalogue import ModuleEntry, QuizEntry
from edu_tui.library.charts import KINDS
from edu_tui.library.links import PageLink, resolve
from edu_tui.library.markdown import LABELS
from edu_tui.library.module_parser import ModuleHead
from edu_tui.library.modules import Audience
from edu_tui.library.quiz_keys import KEYS, VALUES
from edu_tui.library.quiz_labels import QUESTION_LABELS
from edu_tui.library.quiz_parser import QuizHead
from edu_tui.library.roles import Role
from edu_tui.library.text import fold


class Completion(msgspec.Struct, frozen=True):
    """`text` in the place of `start` to `end`.

    `label` is shown, `detail` beside it and `card` below; `sought` is what typing is held to.
    """

    label: str
    text: str
    start: int
    end: int
    detail: str = ""
    card: str = ""
    sought: str = ""
    kind: Kind | None = None


class Offer(msgspec.Struct, frozen=True):
    """Something to write, before its place is known; `text` "" means the label itself."""

    label: str
    text: str = ""
    detail: str = ""
    card: str = ""
    sought: str = ""
    kind: Kind | None = None


Source: TypeAlias = "Callable[[Scene], tuple[str, Iterable[Offer]] | None]"
"""What has been typed of a word, and what it may become; None where somebody else knows better."""

_KEY = r"[\w:./-]*"
_CITATION = re.compile(rf"(?<!\\)\[(?:-?@[^\[\]\n]*;)?[ \t]*-?@({_KEY})$")
_ATTRIBUTE = re.compile(r"^ {0,3}##?[ \t].*\{[^{}]*\.([\w-]*)$")
_LABEL = re.compile(r"^[ \t]*(?:>[ \t]*)+\*\*([A-Za-z -]*)$")
_LINK = re.compile(r"\]\([ \t]*<?([^()<>\s]*)$")
_PAIR = re.compile(r"^[ \t]*([A-Za-z][\w-]*)[ \t]*:[ \t]*(\S*)$")
_WORD = re.compile(r"^[ \t]*([A-Za-z]*)$")
_LISTED = rf":[ \t]*(?:\[[ \t]*)?(?:[\w:./-]+[ \t]*,[ \t]*)*[\"']?({_KEY})$"
_CITE = re.compile(rf"^[ \t]*cite{_LISTED}")
_SOURCE = re.compile(rf"(?:^|[{{,])[ \t]*source{_LISTED}")
_RULE = re.compile(r"(?:^|[-{,])[ \t]*rule:[ \t]*[\"']?(\w*)$")
_TERM = re.compile(r"(?<![\w@\[(/#.-])([^\W\d_][\w-]+)$")
_TOKEN_END = re.compile(_KEY.replace("*", "*+"))


def completions(desk: Desk, path: str, offset: int) -> tuple[Completion, ...]:
    """What may be written at `offset`; nothing where anything may."""
    scene = Scene(desk, path, offset)
    for source in _SOURCES:
        found = source(scene)
        if found is not None:
            return tuple(_placed(scene, found[0], offer) for offer in found[1])
    return ()


def _placed(scene: Scene, typed: str, offer: Offer) -> Completion:
    """The offer in the place of what is typed, and of what of the same word stands behind the cursor."""
    rest = _TOKEN_END.match(scene.after)
    behind = 0 if offer.kind is Kind.TERM or rest is None else rest.end()
    text = offer.text or offer.label
    return Completion(
        offer.label, text, scene.offset - len(typed), scene.offset + behind, offer.detail, offer.card, offer.sought or text, offer.kind
    )


def _citation(scene: Scene) -> tuple[str, Iterable[Offer]] | None:
    found = _CITATION.search(scene.before) if scene.in_text else None
    return (found[1], [*_facts(scene.desk), *_references(scene.desk)]) if found else None


def _facts(desk: Desk) -> Iterator[Offer]:
    ledger = desk.library.ledger
    for fact in ledger.facts.values():
        yield Offer(fact.id, "", "; ".join(fact.figures), fact_card(fact, ledger), f"{fact.id} {fact.claim}", Kind.FACT)


def _references(desk: Desk) -> Iterator[Offer]:
    for one in desk.library.ledger.references.values():
        yield Offer(one.id, "", one.short, reference_card(one), f"{one.id} {one.citation}", Kind.REFERENCE)


def _chart(scene: Scene) -> tuple[str, Iterable[Offer]] | None:
    if not scene.in_chart:
        return None
    if found := _CITE.search(scene.before):
        return found[1], _facts(scene.desk)
    pair = _PAIR.match(scene.before)
    return (pair[2], map(Offer, KINDS)) if pair and pair[1] == "type" else ("", ())


def _head(scene: Scene) -> tuple[str, Iterable[Offer]] | None:
    if not scene.in_head:
        return None
    pair = _PAIR.match(scene.before)
    if pair and scene.role is Role.QUIZ and pair[1] == "module":
        return pair[2], _modules(scene.desk)
    if pair and scene.role is Role.QUIZ and pair[1] == "audience":
        return pair[2], map(Offer, Audience)
    word = _WORD.match(scene.before)
    fields = msgspec.structs.fields(QuizHead if scene.role is Role.QUIZ else ModuleHead)
    return (word[1], (Offer(f"{field.name}:", f"{field.name}: ") for field in fields)) if word and not scene.after.strip() else ("", ())


def _modules(desk: Desk) -> Iterator[Offer]:
    for entry in {entry.id: entry for entry in desk.library.catalogue.modules}.values():
        yield Offer(entry.id, "", entry.title, kind=Kind.MODULE)


def _attribute(scene: Scene) -> tuple[str, Iterable[Offer]] | None:
    found = _ATTRIBUTE.search(scene.before) if scene.in_text and scene.role is Role.MODULE else None
    return (found[1], _objectives(_own_module(scene))) if found else None


def _own_module(scene: Scene) -> ModuleEntry | None:
    """The module that the file tells, or that its questions are about."""
    place = scene.desk.place(scene.path)
    return scene.desk.library.catalogue.module(*place) if place else None


def _objectives(entry: ModuleEntry | None) -> Iterator[Offer]:
    for objective in entry.objectives if entry else ():
        yield Offer(objective.id, "", objective.text, kind=Kind.OBJECTIVE)


def _question_key(scene: Scene) -> tuple[str, Iterable[Offer]] | None:
    """The keys of a question, and their values."""
    taken = scene.block_keys
    if taken is None:
        return None
    if pair := _PAIR.match(scene.before):
        return pair[2], _values(scene, pair[1])
    word = _WORD.match(scene.before)
    if word is None or scene.after.strip():
        return None
    wanted = [key for key in KEYS if key not in taken] if taken else ["id"]
    return word[1], (Offer(f"{key}:", f"{key}: ") for key in wanted)


def _values(scene: Scene, key: str) -> Iterable[Offer]:
    match key:
        case "objective":
            return _objectives(_own_module(scene))
        case "twin":
            return _twins(scene.desk.library.catalogue.quiz(scene.file.name) if scene.file else None)
        case _:
            return map(Offer, VALUES.get(key, ("", ()))[1])


def _twins(quiz: QuizEntry | None) -> Iterator[Offer]:
    for question in quiz.questions if quiz else ():
        yield Offer(question.id, "", question.title, kind=Kind.QUESTION)


def _label(scene: Scene) -> tuple[str, Iterable[Offer]] | None:
    found = _LABEL.search(scene.before) if scene.in_text else None
    if found is None:
        return None
    labels = QUESTION_LABELS if scene.role is Role.QUIZ else tuple(label for label in LABELS if label not in ("hint", "explanation"))
    return found[1], (Offer(label.capitalize(), f"{label.capitalize()}:** ") for label in labels)


def _link(scene: Scene) -> tuple[str, Iterable[Offer]] | None:
    found = _LINK.search(scene.before) if scene.in_text else None
    if found is None:
        return None
    file, mark, section = found[1].partition("#")
    if not mark:
        return found[1], _pages(scene)
    target = resolve(f"{file}#x", scene.path)
    entry = scene.desk.library.catalogue.module(target.module, target.audience) if isinstance(target, PageLink) else None
    return section, (Offer(one.id, "", one.title, kind=Kind.SECTION) for one in (entry.sections if entry else ()))


def _pages(scene: Scene) -> Iterator[Offer]:
    """The pages of the library, as a link in this file leads there."""
    folder = posixpath.dirname(scene.path)
    for entry in scene.desk.library.catalogue.modules:
        yield Offer(posixpath.relpath(entry.path, folder), "", entry.title, kind=Kind.MODULE)


def _ledger(scene: Scene) -> tuple[str, Iterable[Offer]] | None:
    """The sources of a fact; what else stands in the file a schema knows."""
    found = _SOURCE.search(scene.before) if scene.role is Role.FACTS else None
    return (found[1], _references(scene.desk)) if found else None


def _waiver(scene: Scene) -> tuple[str, Iterable[Offer]] | None:
    found = _RULE.search(scene.before) if scene.role is Role.WAIVERS else None
    return (found[1], _rules()) if found else None


def _rules() -> Iterator[Offer]:
    from edu_tui.checks.discovery import all_rules

    for rule in all_rules():
        yield Offer(rule.code, "", rule.reason, rule_card(rule), kind=Kind.RULE)


def _term(scene: Scene) -> tuple[str, Iterable[Offer]] | None:
    """Terms of the glossary that begin as the word does, in text for families: what is not in it must be explained."""
    place = scene.desk.place(scene.path)
    found = _TERM.search(scene.before) if scene.in_text and place and place[1] is Audience.FAMILY else None
    if found is None:
        return None
    typed = fold(found[1])
    terms = scene.desk.library.ledger.terms.values()
    told = ((name, term) for term in terms for name in (term.name, *term.aliases) if fold(name).startswith(typed))
    return found[1], (Offer(name, "", term.plain, term_card(term), kind=Kind.TERM) for name, term in told)


_SOURCES: tuple[Source, ...] = (_head, _chart, _citation, _attribute, _question_key, _label, _link, _ledger, _waiver, _term)
