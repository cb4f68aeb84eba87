"""Common verbs, to tell a message from a topic and an order from a remark. The list is ours."""

from __future__ import annotations

AUXILIARIES = frozenset(
    """
    am are aren't can can't cannot could did didn't do does doesn't don't had has have haven't is isn't may might must need needs shall
    should was wasn't were will won't would
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
"""Verbs that go before others."""

ACTIONS = frozenset(
    """
    add aim answer ask avoid be bring call care carry change check choose clean clear come contact continue count cover dial do draw
    drink drive eat feel fill find finish follow get give go harm have help hold hurt join keep kill know learn leave let listen live
    look lose make mark mean measure move name need open pack phone plan point press protect put raise reach read remember report rest
    return ring rinse run save say see send set share show shut sit sleep slow speak spread stand start stay stop swallow switch take
    talk tell test think treat trust try turn understand use wait wake walk wash watch wear weigh work write
    """.split()  # noqa: SIM905
)
"""Verbs in the form of an order."""

_HAPPENINGS = frozenset(
    """
    affect allow appear become begin believe build cause damage decide depend destroy die differ disappear explain fail fall grow happen
    heal hide improve love matter occur pass prevent produce prove receive reduce remain repeat require rise seem shrink support survive
    teach vary want weaken worry
    """.split()  # noqa: SIM905
)
"""Verbs of what happens, which are seldom orders."""

_PASTS = frozenset(
    """
    began came chose drew felt found gave got grew held kept knew left lost made met ran said saw took went
    """.split()  # noqa: SIM905
)


def is_verb(word: str) -> bool:
    """Whether a word in small letters may be a finite verb: one that goes before others, or a form of a common one."""
    return word in AUXILIARIES or word in _PASTS or any(form in ACTIONS or form in _HAPPENINGS for form in (word, *_bases(word)))


def _bases(word: str) -> tuple[str, ...]:
    """What `word` may be a form of: walks, watches, carries; used, called, stopped."""
    bases = []
    for ending, base in (("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("d", "")):
        if word.endswith(ending):
            bases.append(word.removesuffix(ending) + base)
    if len(word) > 4 and word.endswith("ed") and word[-3] == word[-4]:
        bases.append(word[:-3])
    return tuple(bases)
