"""Forks programs that record until they are killed: started once, so that each of many kills costs milliseconds.

Reads lines `KIND FOLDER HOW-MANY SEED` and forks that many of one kind: "learner" records answers, "session" leads a session. Writes to its
output: `pid PID` and one `ack ID` for each acknowledged event from the programs, `dead` when one of them has ended. Half of them die by
themselves, at some system call.
"""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

from dying import CALLS, MOMENTS, die_at
from progress_kit import Clock, answered, open_store
from sessions_kit import BALLOT, PLANNED

from edu_tui.progress import store as store_module
from edu_tui.progress.errors import Busy
from edu_tui.progress.sessions import Sessions
from edu_tui.progress.sessions_events import Place, SessionNoted, Shown, Started, VoteOpened, VoteTapped


def say(line: str) -> None:
    os.write(1, f"{line}\n".encode())


def record(folder: Path, chance: random.Random) -> None:
    store_module.CHECKPOINT_EVERY = chance.choice((3, 7, 200))
    while True:
        store = open_store(folder, Clock())
        for _ in range(chance.randrange(1, 30)):
            events = [answered(f"q-{chance.randrange(9)}") for _ in range(chance.choice((1, 1, 1, 3)))]
            store.append(*events)
            say("\n".join(f"ack {event.id}" for event in events))
            if chance.random() < 0.2:
                store.set_mark("place", 1, durable=chance.random() < 0.5)
            if chance.random() < 0.1:
                store.refresh()
        store.close()


def lead(folder: Path, chance: random.Random) -> None:
    sessions = Sessions(folder, Clock())
    known = sessions.all()
    store = sessions.open(known[0].id) if known else sessions.create(PLANNED)
    while True:
        kind = chance.choice((VoteTapped(question="q", round=1, option="a"), Shown(place=Place("question:q")), SessionNoted(text="x")))
        events = store.append(*[VoteOpened(ballot=BALLOT), Started(), kind][: chance.randrange(1, 4)], kind)
        say("\n".join(f"ack {event.id}" for event in events))
        if chance.random() < 0.1:
            try:
                sessions.open(store.id)
            except Busy:
                continue
            raise AssertionError("two programs lead")


KINDS = {"learner": record, "session": lead}


def live(kind: str, folder: Path, seed: int) -> None:
    """One program's life, in a process of its own."""
    chance = random.Random(seed)
    say(f"pid {os.getpid()}")
    if chance.random() < 0.5:
        die_at(chance.choice(CALLS), chance.randrange(1, 60), chance.choice(MOMENTS))
    KINDS[kind](folder, chance)


def main() -> None:
    children: list[int] = []
    for line in sys.stdin:
        for child in children:  # not sooner: until it is waited for, nobody else can get the number of a child that may be killed yet
            os.waitpid(child, 0)
        children.clear()
        kind, folder, programs, seed = line.split()
        for number in range(int(programs)):
            child = os.fork()
            if child == 0:
                try:
                    live(kind, Path(folder), int(seed) + number)
                except BaseException as error:
                    say(f"error {error!r}")
                os._exit(1)
            children.append(child)
        for child in children:
            os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
            say("dead")


if __name__ == "__main__":
    main()
