"""What a learner types into a search: words, and filters among them (`kind:question module:mrd is:due`)."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable
from itertools import islice

import msgspec

from edu_tui.library.catalogue import Catalogue
from edu_tui.library.modules import Audience
from edu_tui.library.search_entries import Belonging, Kind
from edu_tui.library.search_words import Sought, sought
from edu_tui.library.text import clean_line, fold

STATES = ("due", "wrong", "flagged")
"""What may follow `is:`. Each says something of questions, "flagged" also of sections, as one learner knows them."""

FILTERS = ("is", "module", "objective", "audience", "kind")
"""What may stand before a colon."""

_FILTER = re.compile(r"([a-z]+):((?!:).*)")  # BCR::ABL1 is a word
_SHOWN = 40
_NAMED = 10


class Query(msgspec.Struct, frozen=True):
    """A search: what its words look for, and what everything found must be.

    Of several modules, objectives, audiences or kinds one is enough; of several `states` all must hold.
    """

    sought: tuple[Sought, ...] = ()
    states: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    @property
    def asks(self) -> bool:
        """False if it asks for nothing: no word, no filter."""
        return self != Query()

    @property
    def name(self) -> str:
        """All that is looked for, as one name."""
        return " ".join(word for one in self.sought for word in (*one.before, one.forms[0]))

    def admits(self, kind: str, belongings: Iterable[Belonging]) -> bool:
        """Whether something of this kind that belongs to these places passes the filters, those on states left aside."""
        if self.kinds and kind not in self.kinds:
            return False
        if not (self.modules or self.objectives or self.audiences):
            return True
        return any(self._admits_place(place) for place in belongings)

    def _admits_place(self, place: Belonging) -> bool:
        wanted = ((self.modules, place.module), (self.objectives, place.objective), (self.audiences, place.audience))
        return all(not names or name in names for names, name in wanted)


def parse_query(text: str, catalogue: Catalogue) -> tuple[Query, tuple[str, ...]]:
    """The search that `text` means, and a sentence for each filter in it that means nothing here; that filter is left out."""
    given: dict[str, list[str]] = {name: [] for name in FILTERS}
    faults: list[str] = []
    rest: list[str] = []
    for part in text.split():
        match = _FILTER.fullmatch(fold(part))
        if match is None:
            rest.append(part)
            continue
        name, value = match.groups()
        values = {fold(known): known for known in _values(name, catalogue)}
        if value in values:
            given[name].append(values[value])
        else:
            faults.append(_fault(name, value, values.values()))
    chosen = {name: tuple(dict.fromkeys(values)) for name, values in given.items()}
    query = Query(sought(" ".join(rest)), chosen["is"], chosen["module"], chosen["objective"], chosen["audience"], chosen["kind"])
    return query, tuple(dict.fromkeys(faults))


def _values(name: str, catalogue: Catalogue) -> Iterable[str]:
    """What may follow the filter `name` in this library; nothing if there is no such filter."""
    match name:
        case "is":
            return STATES
        case "module":
            return (module.id for module in catalogue.modules)
        case "objective":
            return (objective.id for module in catalogue.modules for objective in module.objectives)
        case "audience":
            return Audience
        case "kind":
            return Kind
    return ()


def _fault(name: str, value: str, values: Collection[str]) -> str:
    """The sentence for a filter that means nothing."""
    if name not in FILTERS:
        return f"There is no filter {_shown(name)}:; there are {', '.join(f'{one}:' for one in FILTERS)}."
    wrong = f"There is no {name}:{_shown(value)}"
    near = difflib.get_close_matches(value, values, n=2, cutoff=0.5) or [one for one in values if value and one.startswith(value)][:2]
    if near:
        return f"{wrong}; did you mean {' or '.join(f'{name}:{one}' for one in near)}?"
    if not values:
        return f"{wrong}; this library has none."
    some = ", ".join(f"{name}:{one}" for one in islice(values, _NAMED))
    return f"{wrong}; there {'are' if len(values) > 1 else 'is'} {some}{' …' if len(values) > _NAMED else '.'}"


def _shown(word: str) -> str:
    """A word as it may be shown."""
    return clean_line(word)[:_SHOWN]
