"""Where things are: the library, the learner, the cache. What is opened here is imported here, not before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from edu_tui.cli.errors import TROUBLE, CommandError, log_folder, tell

if TYPE_CHECKING:
    from edu_tui.library.library import Library
    from edu_tui.library.opening import Opening
    from edu_tui.progress.learners import Learner, Learners
    from edu_tui.progress.store import ProgressStore

_READING = "Reading the library, which is new here or has changed; Ctrl+C stops it."


class Places(NamedTuple):
    """What the global options say; None for what was not given. Every method raises CommandError with the reason if it cannot."""

    library: Path | None = None
    data_dir: Path | None = None
    learner: str | None = None

    @property
    def root(self) -> Path:
        """The folder of the library."""
        from edu_tui.library.library import LibraryError, find_library

        try:
            return find_library(self.library)
        except LibraryError as error:
            raise CommandError(str(error)) from None

    @property
    def data(self) -> Path:
        """The folder of all progress."""
        from edu_tui.progress.learners import LearnerError, data_folder

        try:
            return data_folder(self.data_dir)
        except LearnerError as error:
            raise CommandError(str(error)) from None

    @property
    def cache(self) -> Path:
        """The folder of parsed files: in the data folder if one was named, else the platform's."""
        if self.data_dir is not None:
            return self.data / "cache"
        from platformdirs import user_cache_path

        return user_cache_path("edu-tui", appauthor=False)

    @property
    def log(self) -> Path:
        """The folder in which faults of the program are noted: in the data folder if one was named, else the platform's."""
        return self.data / "log" if self.data_dir is not None else log_folder()

    def open_library(self) -> Library:
        """The library."""
        from edu_tui.library.library import LibraryError, open_library

        try:
            return open_library(self.root, self.cache)
        except LibraryError as error:
            raise CommandError(str(error)) from None

    def begin_opening(self, root: Path) -> Opening:
        """The library at `root` for a program with a screen, opened while that is being loaded; who has to wait is told what for."""
        from edu_tui.library.opening import Opening

        return Opening(root, self.cache, lambda: tell(_READING))

    def find_learner(self, *, create: bool = False) -> Learner:
        """The learner who was named, or else the one chosen for good. With `create` a new name is taken in, unless it looks like a slip."""
        from edu_tui.progress.errors import NotSaved
        from edu_tui.progress.learners import LearnerError, Learners

        learners = Learners(self.data)
        try:
            if self.learner is None:
                return learners.chosen()
            if create and _is_new(self.learner, learners):
                learner = learners.create(self.learner)
                tell(f"From now on progress is kept for a new learner, {learner.name}.")
                return learner
            return learners.find(self.learner)
        except LearnerError as error:
            raise CommandError(str(error)) from None
        except NotSaved as error:
            raise CommandError(str(error), TROUBLE) from None
        except OSError as error:
            reason = f"The folder {self.data} cannot be used ({error.strerror}). Give another one with --data-dir."
            raise CommandError(reason, TROUBLE) from None

    def open_store(self, learner: Learner, *, read_only: bool = False) -> ProgressStore:
        """The progress of `learner`."""
        from edu_tui.progress.errors import NotSaved
        from edu_tui.progress.moments import wall_clock
        from edu_tui.progress.store import ProgressStore

        try:
            return ProgressStore.open(learner.folder, now=wall_clock, read_only=read_only)
        except NotSaved as error:
            raise CommandError(str(error), TROUBLE) from None


def _is_new(name: str, learners: Learners) -> bool:
    """Whether nobody is called `name`, or nearly so."""
    import difflib  # of use only here, and the app starts without it

    known = [word.casefold() for learner in learners.all() for word in (learner.name, learner.id)] + [learners.default().name]
    return not difflib.get_close_matches(name.strip().casefold(), known, n=1, cutoff=0.8)
