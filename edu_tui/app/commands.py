"""Commands: what a key does is said once, and becomes binding, footer entry, palette entry and help.

A screen, a widget or the app lists what it can do in `COMMANDS` and takes its keys from there with `BINDINGS = bindings(COMMANDS)`.
`CommandScreen` does both for a screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import msgspec
from textual import actions
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.reactive import Reactive
from textual.screen import ModalScreen, Screen, ScreenResultType
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.command import Provider

FOOTER_LIMIT = 7
"""Entries in one footer; more cannot be taken in at a glance, nor do they fit 80 columns."""

_KEY_NAMES = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "escape": "esc",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "question_mark": "?",
    "slash": "/",
    "exclamation_mark": "!",
    "full_stop": ".",
    "comma": ",",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "plus": "+",
    "minus": "-",
    "greater_than_sign": ">",
    "less_than_sign": "<",
}


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """Something the learner can do.

    `id` names it for key maps; `keys` are Textual key names, the first is the one that is shown; `action` is a Textual action of the node
    that lists the command (or `app.…`). `label` is a word or two for footer and palette, `help` one sentence, `group` the heading
    in the help. `footer` is its rank in the footer, 1 first, 0 for not there; `palette` whether the palette offers it. Commands of one rank
    stand in for each other: `check_action` says which of them holds now, and they may share a key. The keys of a command with `priority`
    work where one types, too.
    """

    id: str
    keys: tuple[str, ...]
    action: str
    label: str
    help: str
    group: str = "General"
    footer: int = 0
    palette: bool = True
    priority: bool = False

    def __call__(self) -> type[Provider]:
        """The provider of the palette: Textual calls what it finds in `COMMANDS` to get one, the same for all of them."""
        from edu_tui.app.palette import CommandProvider

        return CommandProvider


QUIT = Command(id="app.quit", keys=("ctrl+q",), action="app.quit", label="Quit", help="Leave the app.", group="App")
"""Of the app, and of all that lies over a screen: Textual asks nobody below a dialog what a key means."""


class Offer(NamedTuple):
    """A command that can be given now, the screen, widget or app that lists it, and the key that works ("" for none)."""

    command: Command
    owner: DOMNode
    key: str


def faults(commands: Sequence[Command]) -> list[str]:
    """What is wrong with the commands of one screen, one sentence each: ids or keys used twice, a footer that is too full, markup."""
    found = [f"The command id {ident} is used twice." for ident in _twice(command.id for command in commands)]
    found += [f"The key {key} is used twice." for key in _clashing(commands)]
    if len({command.footer for command in commands} - {0}) > FOOTER_LIMIT:
        found.append(f"More than {FOOTER_LIMIT} commands ask for a place in the footer.")
    # The palette reads help as markup.
    found += [f"The help of {command.id} has a square bracket." for command in commands if "[" in command.help]
    return found


def bindings(commands: Sequence[Command]) -> list[BindingType]:
    """Textual bindings for `commands`, each with the command's id; ValueError if `faults` finds any."""
    if wrong := faults(commands):
        raise ValueError(" ".join(wrong))
    return [_binding(command) for command in commands if command.keys]


def own_commands(node: DOMNode) -> tuple[Command, ...]:
    """The commands that `node` lists itself."""
    return tuple(item for item in getattr(node, "COMMANDS", ()) if isinstance(item, Command))


def offers(screen: Screen[Any]) -> list[Offer]:
    """What can be done on `screen` now: by the focused widget and its parents, the screen and the app, innermost first.

    A command is left out when all its keys mean something else here, or when its action is switched off (`check_action`).
    """
    keys: dict[tuple[DOMNode, str | None], str] = {}
    for key, active in screen.active_bindings.items():
        if active.enabled:
            keys.setdefault((active.node, active.binding.id), key)
    found: list[Offer] = []
    for owner in (screen.focused or screen).ancestors_with_self:
        for command in own_commands(owner):
            key = keys.get((owner, command.id), "")
            if key or (not command.keys and _is_possible(owner, command)):
                found.append(Offer(command, owner, key))
        if owner.is_modal:
            break
    return found


def _is_possible(owner: DOMNode, command: Command) -> bool | None:
    """Whether the action of a command of `owner` is switched on."""
    _, name, parameters = actions.parse(command.action)
    return owner.check_action(name, parameters)


def footer(found: Iterable[Offer]) -> list[Offer]:
    """The offers with a place in the footer, the most important first, at most `FOOTER_LIMIT`."""
    ranked = sorted((offer for offer in found if offer.command.footer > 0), key=lambda offer: offer.command.footer)
    return ranked[:FOOTER_LIMIT]


def help_groups(found: Iterable[Offer]) -> dict[str, list[Offer]]:
    """The offers for the help page, by group, in order of appearance."""
    groups: dict[str, list[Offer]] = {}
    for offer in found:
        groups.setdefault(offer.command.group, []).append(offer)
    return groups


def key_name(key: str) -> str:
    """How `key` is shown to people: "question_mark" -> "?", "ctrl+q" -> "^q"."""
    head, plus, last = key.rpartition("+")
    return f"{head}{plus}".replace("ctrl+", "^") + _KEY_NAMES.get(last, last)


async def give(offer: Offer) -> None:
    """Do what the offer says, as if its key had been pressed."""
    await offer.owner.app.run_action(offer.command.action, offer.owner)


def _binding(command: Command) -> Binding:
    """The binding of a command that has keys."""
    keys, shown = ",".join(command.keys), command.footer > 0
    return Binding(keys, command.action, command.label, show=shown, id=command.id, tooltip=command.help, priority=command.priority)


def _clashing(commands: Sequence[Command]) -> Iterator[str]:
    """The keys of several commands that do not stand in for each other."""
    sharing: dict[str, list[Command]] = {}
    for command in commands:
        for binding in Binding.make_bindings([_binding(command)] if command.keys else []):
            sharing.setdefault(binding.key, []).append(command)
    for key, users in sharing.items():
        ranks, ids = {command.footer for command in users}, {command.id for command in users}
        if len(users) > 1 and (len(ids) < len(users) or len(ranks) > 1 or 0 in ranks):
            yield key


def _twice(items: Iterable[str]) -> Iterator[str]:
    """Each item that occurs more than once, once."""
    seen: dict[str, int] = {}
    for item in items:
        seen[item] = seen.get(item, 0) + 1
        if seen[item] == 2:
            yield item


class CommandScreen(Screen[ScreenResultType]):
    """A screen whose keys come from its `COMMANDS`; a mistake among them fails when the class is made, not when a key is pressed."""

    # Textual takes any iterable of callables here (see `Command.__call__`), but types it as a set.
    COMMANDS: ClassVar[tuple[Command, ...]] = ()  # type: ignore[assignment]
    # Textual draws the whole screen again when the focus moves. Who loses it and who gets it draw themselves, and nothing else changes.
    focused = Reactive[Widget | None](None, repaint=False)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Make the bindings of a subclass that lists commands of its own."""
        if "COMMANDS" in cls.__dict__:
            cls.BINDINGS = bindings(cls.COMMANDS)
        super().__init_subclass__(**kwargs)

    def _compositor_refresh(self) -> None:
        """Draw, unless the app is gathering changes: Textual would lose what it draws then, and show it a sixtieth of a second later."""
        if self.app._batch_count:
            return
        whole = self is self.app.screen and self.size.region in self._compositor._dirty_regions
        super()._compositor_refresh()
        if whole:
            self._repaint_required = False  # by who asked for that before: all of it has just been drawn


class CommandDialog(CommandScreen[ScreenResultType], ModalScreen[ScreenResultType]):
    """A dialog over another screen, with commands of its own."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (QUIT,)  # type: ignore[assignment]
    DEFAULT_CSS = "CommandDialog { align: center middle; background: $background 60%; }"

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close with `result`, once: the second of two quick presses would close what lies below, and answer twice."""
        return super().dismiss(result) if self.is_active else AwaitComplete()
