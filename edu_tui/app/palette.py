"""The command palette, and its entries: every command that can be given now."""

from __future__ import annotations

from functools import partial
from typing import Any

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.fuzzy import Matcher

from edu_tui.app.commands import QUIT, Offer, bindings, give, key_name, offers

_CALLED_SO = 100.0
"""What a command gains whose name begins with what is typed: it is meant, rather than a page whose title has the word in it."""


class Palette(CommandPalette):
    """The palette, which closes but once, and tells what fits equally well in the same order every time."""

    BINDINGS = bindings((QUIT,))

    @property
    def _provider_classes(self) -> list[type[Provider]]:  # type: ignore[override]
        """Places, then commands. Textual keeps them in a set, whose order is another one in every program."""
        return sorted(super()._provider_classes, key=lambda provider: provider is CommandProvider)

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Close: the second of two quick presses would close what lies below."""
        return super().dismiss(result) if self.is_active else AwaitComplete()


class CommandProvider(Provider):
    """Offers the commands of the screen under the palette, with their keys."""

    async def discover(self) -> Hits:
        """All commands, before anything is typed."""
        for offer in self._offers():
            label = _label(offer)
            yield DiscoveryHit(Content(label), partial(give, offer), text=label, help=offer.command.help)

    async def search(self, query: str) -> Hits:
        """The commands that match `query`."""
        matcher = self.matcher(query)
        for offer in self._offers():
            label = _label(offer)
            score = matcher.match(label)
            if score > 0:
                if label.casefold().startswith(query.casefold()):
                    score += _CALLED_SO
                yield Hit(score, highlighted(matcher, label), partial(give, offer), text=label, help=offer.command.help)

    def _offers(self) -> list[Offer]:
        """What the palette may offer."""
        return [offer for offer in offers(self.screen) if offer.command.palette]


def highlighted(matcher: Matcher, text: str) -> Content:
    """`text` as literal characters with the matched ones marked (`Matcher.highlight` would parse markup in it)."""
    content = Content(text)
    for index in matcher.fuzzy_search.match(matcher.query, text)[1]:
        content = content.stylize(matcher.match_style, index, index + 1)
    return content


def _label(offer: Offer) -> str:
    """The entry of a command: its label, then its key."""
    return f"{offer.command.label} ({key_name(offer.key)})" if offer.key else offer.command.label
