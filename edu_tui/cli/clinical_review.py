"""`clinical-review`: the sheet for a clinician who reviews modules, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from edu_tui.checks.clinical_review import ModuleReview, UsedFact, clinical_reviews
from edu_tui.checks.whole import read_whole
from edu_tui.cli.checklist import state
from edu_tui.cli.errors import CommandError
from edu_tui.cli.output import did_you_mean, put
from edu_tui.cli.places import Places
from edu_tui.library.text import clean_line

_INTRODUCTION = """\
# Clinical review

Made by `edu-tui clinical-review`; not edited by hand. This library was written from public sources and from its founding editorial. A page
that no clinician has reviewed says so to every reader. This sheet tells a reviewing clinician, module by module, what deserves the closest
look.

## How to review a module

1. Ask the authors for the sheet, one file with each statement beside its facts (`edu-tui clinical-review MODULE --sheet`). Or read the
   module as learners do: `edu-tui read MODULE`, then `edu-tui read MODULE --audience family`. On a number or a citation, Enter shows the
   fact behind it with its population, its source and its caution.
2. Go through the facts named below first. *Seed* stands in the founding editorial only, *derived* is our arithmetic, *recalled* nobody has
   checked. *Secondary* was seen in a copy or a summary of its source, *unconfirmed* at second hand only, so that it may mark nobody until
   someone has seen the paper. *Contested* means that sources disagree.
3. Answer the questions: `edu-tui quiz MODULE` and `edu-tui quiz MODULE-family`. Is each key right, and is every other option wrong? Does
   that hold on your ward, under your protocol and the current label? The questions marked as safety matter most.
4. Ask of the family page: is it true, kind and free of promises? Does *Call now* fit your hospital?
5. Write down each fault with file, line and, if a figure is wrong, the source that has the right one. Correct the fact in
   `content/facts.yaml`, raise its `rev`, then correct the pages that `edu-tui check` names.

## How to sign

Put your name, your role and two dates into the head of the file that you reviewed, `content/MODULE/clinician.md` or
`content/MODULE/family.md`, each for itself:

```yaml
reviewed: {by: "Name, role", on: 2026-12-01, due: 2027-12-01}
```

`edu-tui clinical-review MODULE --record --by "Name, role"` writes this line and shows what changed. `due` lies at most two years ahead,
for vaccines and guidelines at most one: a later day is an error (X06). `edu-tui check` warns when the date has passed (R02) and when the
page changed after the review (R03). Signing says that the content is right for teaching. It is no order to treat anyone."""


def show_clinical_review(places: Places, name: str) -> int:
    """Write the sheet of the module `name`, or with "" of all of them, with how to review."""
    library = places.open_library()
    reviews = clinical_reviews(read_whole(library, datetime.now().astimezone().date()))
    wanted = [review for review in reviews if name in ("", review.module)]
    if name and not wanted:
        raise CommandError(did_you_mean("module", name, (review.module for review in reviews)))
    parts = ([] if name else [_INTRODUCTION]) + ["\n".join(_sheet(review)) for review in wanted]
    put("\n\n".join(parts))
    return 0


def _sheet(review: ModuleReview) -> Iterator[str]:
    plain = sum(used.plain for used in review.facts)
    yield f"## {clean_line(review.title)} (`{review.module}`)"
    yield ""
    yield from (f"- For {audience}: {state(reviewed)}" for audience, reviewed in review.reviews.items())
    yield f"- {len(review.facts)} facts cited, {plain} of them verified and uncontested"
    yield f"- Safety questions: {', '.join(f'`{ident}`' for ident in review.safety) or 'none'}"
    for title, facts in review.by_kind():
        yield from ("", f"### {title}", "", *map(_line, facts))


def _line(used: UsedFact) -> str:
    fact = used.fact
    caution = f" *{fact.caution}*" if fact.caution else ""
    return f"- **{fact.id}** {fact.claim} ({fact.population}.){caution} In {', '.join(_in_code(used.places))}."


def _in_code(places: Iterable[str]) -> Iterator[str]:
    return (f"`{place}`" for place in places)
