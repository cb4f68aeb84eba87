"""Which cited facts support a figure, and what to tell an author about one that none supports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edu_tui.checks.claims import Claim, Role
from edu_tui.checks.evidence import supports
from edu_tui.checks.figure_grammar import Figure
from edu_tui.checks.whole import Whole

SHOWN = 6
"""Facts or figures named in one hint."""


def judged(whole: Whole, *roles: Role) -> Iterator[tuple[Claim, tuple[str, ...], Figure]]:
    """Each figure of the claims in these roles, with the facts cited for it. Claims that cite an unknown key wait until that is cured."""
    for claim, facts in whole.once(_with_figures):
        if claim.role in roles:
            yield from ((claim, facts, figure) for figure in claim.figures)


def _with_figures(whole: Whole) -> tuple[tuple[Claim, tuple[str, ...]], ...]:
    """The claims with figures that cite no unknown key, each with the facts that it cites."""
    told = (claim for claim in whole.claims if claim.figures and knows_all(whole, claim.cited))
    return tuple((claim, cited_facts(whole, claim.cited)) for claim in told)


def citing(whole: Whole) -> tuple[tuple[Claim, tuple[str, ...]], ...]:
    """The claims that cite facts, each with these."""
    return whole.once(_citing)


def _citing(whole: Whole) -> tuple[tuple[Claim, tuple[str, ...]], ...]:
    return tuple((claim, facts) for claim in whole.claims if claim.cited and (facts := cited_facts(whole, claim.cited)))


def knows_all(whole: Whole, cited: Iterable[str]) -> bool:
    """Whether every key cited exists; what does not exist is a finding of its own (C01)."""
    ledger = whole.ledger
    return all(key in ledger.facts or key in ledger.references for key in cited)


def cited_facts(whole: Whole, cited: Iterable[str]) -> tuple[str, ...]:
    """The facts among the keys, each once."""
    facts = whole.ledger.facts
    return tuple(key for key in dict.fromkeys(cited) if key in facts)


def supporting(whole: Whole, facts: Iterable[str], figure: Figure) -> tuple[str, ...]:
    """Those of `facts` in which the figure stands."""
    return tuple(ident for ident in facts if supports(whole.evidence[ident], figure))


def cite_hint(whole: Whole, figure: Figure) -> str:
    """What to do about a figure without a fact."""
    holders = _holders(whole, figure)
    return f"It stands in {holders}: cite the fact that is meant." if holders else "Add a fact with it to content/facts.yaml and cite that."


def correct_hint(whole: Whole, facts: tuple[str, ...], figure: Figure) -> str:
    """What to do about a figure that the facts cited for it do not hold."""
    holders = _holders(whole, figure)
    if holders:
        return f"Correct it, or cite the fact that is meant: it stands in {holders}."
    written = [f"{ident} has {', '.join(whole.ledger.facts[ident].figures[:SHOWN]) or 'no figures'}" for ident in facts[:2]]
    return f"Correct it: {'; '.join(written)}." if written else cite_hint(whole, figure)


def _holders(whole: Whole, figure: Figure) -> str:
    """ "RT-13, RT-15": facts of the ledger in which the figure stands; "" if in none."""
    return ", ".join(whole.holders(figure)[:SHOWN])
