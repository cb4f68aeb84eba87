"""As `progress_zygote`, for programs that lead one session until they are killed."""

from __future__ import annotations

import os
import random
from pathlib import Path

import progress_zygote
from progress_kit import Clock
from sessions_kit import BALLOT, PLANNED

from edu_tui.progress.errors import Busy
from edu_tui.progress.sessions import Sessions
from edu_tui.progress.sessions_events import Place, SessionNoted, Shown, Started, VoteOpened, VoteTapped


def lead_until_killed(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    sessions = Sessions(folder, Clock())
    progress_zygote.say(f"pid {os.getpid()}")
    known = sessions.all()
    store = sessions.open(known[0].id) if known else sessions.create(PLANNED)
    while True:
        kind = chance.choice((VoteTapped(question="q", round=1, option="a"), Shown(place=Place("question:q")), SessionNoted(text="x")))
        events = store.append(*[VoteOpened(ballot=BALLOT), Started(), kind][: chance.randrange(1, 4)], kind)
        progress_zygote.say("\n".join(f"ack {event.id}" for event in events))
        if chance.random() < 0.1:
            try:
                sessions.open(store.id)
            except Busy:
                continue
            raise AssertionError("two programs lead")


if __name__ == "__main__":
    progress_zygote.record_until_killed = lead_until_killed
    progress_zygote.main()
