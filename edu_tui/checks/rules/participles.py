"""Past participles, as far as they are needed to tell "is given" from "is red". The lists are ours."""

from __future__ import annotations

IRREGULAR = frozenset(
    """
    beaten begun bent bitten bled blown borne bought bound bred broken brought built burnt caught chosen cleft cut dealt done drawn
    driven drunk dug eaten fed felt flung flushed forbidden forgiven forgotten fought found frozen given ground grown heard held
    hidden hit hung hurt kept knit known laid learnt led left lent let lit lost made meant met misread mistaken mown outgrown
    overcome overdone overheard paid put read rebuilt redone reset rewritten ridden rung said sawn seen sent set sewn shaken shaven
    shot shown shrunk shut slain slung sold sought spent spilt split spoilt spoken spread spun stolen struck stuck stung sung sunk
    swept swollen sworn swung taken taught thought thrown told torn trodden undergone understood undertaken undone upset wept
    withdrawn withheld woken won worn wound woven written
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
"""Irregular verbs' participles."""

ADJECTIVES = frozenset(
    """
    advanced afraid aged alarmed allowed annoyed ashamed assured blocked bored bothered broken called combined committed complicated
    concerned confused connected convinced cracked crowded deceased decided delighted depressed detailed determined disabled
    disappointed discouraged done dressed drunk educated embarrassed excited exhausted experienced finished frightened frustrated gifted
    gone grown hurt infected inflamed injured interested involved isolated known learned left limited located lost loved married meant
    mixed named needed newborn overweight overwhelmed pleased prepared puzzled qualified related relaxed relieved retired rushed
    satisfied scared settled shaken shocked skilled spoken stressed stunned supposed surprised swollen talented tired torn troubled
    unexpected uninterested unwanted upset used wanted worn worried wounded
    """.split()  # noqa: SIM905
)
"""Participles that tell how somebody is rather than what is done to them, and "called", which teaches a name."""

NO_PARTICIPLES = frozenset({"bleed", "breed", "hundred", "indeed", "naked", "proceed", "sacred", "speed", "succeed", "wicked", "wretched"})
"""Words in -ed that are none."""
