"""Forks programs that record answers until they are killed: started once, so that each of many kills costs milliseconds.

Reads lines `<folder> <how many> <seed>` and forks that many writers. Writes to its output: `pid <pid>` and one `ack <id>` for each
acknowledged event from the writers, `dead` when one of them has ended.
"""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

from progress_kit import Clock, answered, open_store

from edu_tui.progress import store as store_module


def say(line: str) -> None:
    os.write(1, f"{line}\n".encode())


def record_until_killed(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    store_module.CHECKPOINT_EVERY = chance.choice((3, 7, 200))
    say(f"pid {os.getpid()}")
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


def main() -> None:
    for line in sys.stdin:
        folder, writers, seed = line.split()
        children = []
        for number in range(int(writers)):
            child = os.fork()
            if child == 0:
                try:
                    record_until_killed(Path(folder), int(seed) + number)
                except BaseException as error:
                    say(f"error {error!r}")
                os._exit(1)
            children.append(child)
        for child in children:
            os.waitpid(child, 0)
            say("dead")


if __name__ == "__main__":
    main()
