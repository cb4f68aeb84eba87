from __future__ import annotations

import pytest
from demo_app import DemoApp
from textual.app import ComposeResult
from textual.binding import Binding
from textual.command import CommandPalette
from textual.widgets import Input

from edu_tui.app.commands import (
    FOOTER_LIMIT,
    Command,
    CommandDialog,
    CommandScreen,
    bindings,
    faults,
    footer,
    give,
    help_groups,
    key_name,
    offers,
)
from edu_tui.app.widgets.page import PageView


def command(ident: str, *keys: str, footer: int = 0, **more: object) -> Command:
    return Command(id=ident, keys=keys, action=more.pop("action", "done"), label=ident.title(), help="Does it.", footer=footer, **more)


class Screen(CommandScreen[None]):
    COMMANDS = (
        command("s.one", "1", footer=2, action="note('one')"),
        command("s.two", "2", "question_mark", footer=1, action="note('two')", group="Second"),
        command("s.scroll", "down", action="note('never')"),
        command("s.off", "f2", footer=3, action="off"),
        command("s.keyless", action="keyless"),
    )

    def __init__(self) -> None:
        super().__init__()
        self.noted: list[str] = []
        self.allowed = False

    def compose(self) -> ComposeResult:
        yield PageView()
        yield Input()

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        return self.allowed if action == "off" else True

    def action_note(self, what: str) -> None:
        self.noted.append(what)

    def action_keyless(self) -> None:
        self.noted.append("keyless")


class Dialog(CommandDialog[None]):
    COMMANDS = (command("d.close", "escape", footer=1, action="dismiss"),)


@pytest.mark.parametrize(
    ("commands", "fault"),
    [
        ([command("a", "1"), command("a", "2")], "id a is used twice"),
        ([command("a", "1"), command("b", "1")], "key 1 is used twice"),
        ([command("a", "?"), command("b", "question_mark")], "key question_mark is used twice"),
        ([command("a", "x", "x")], "key x is used twice"),
        ([command(f"c{number}", f"{number}", footer=number + 1) for number in range(FOOTER_LIMIT + 1)], "More than 7"),
        ([Command(id="a", keys=("1",), action="x", label="A", help="See [b].")], "square bracket"),
    ],
)
def test_mistakes_are_named_and_stop_the_class(commands, fault):
    assert any(fault in found for found in faults(commands))
    with pytest.raises(ValueError, match=fault):
        type("Wrong", (CommandScreen,), {"COMMANDS": tuple(commands)})


def test_good_commands_have_no_faults():
    assert faults(Screen.COMMANDS) == []
    assert faults(PageView.COMMANDS) == []
    assert faults(DemoApp.COMMANDS) == []


def test_every_binding_carries_the_id_of_its_command():
    made = bindings(Screen.COMMANDS)
    assert [binding.id for binding in made if isinstance(binding, Binding)] == ["s.one", "s.two", "s.scroll", "s.off"]
    assert [binding.key for binding in made] == ["1", "2,question_mark", "down", "f2"]
    assert [binding.show for binding in made] == [True, True, False, True]


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("question_mark", "?"),
        ("ctrl+q", "^q"),
        ("shift+tab", "shift+tab"),
        ("pagedown", "pgdn"),
        ("up", "↑"),
        ("a", "a"),
        ("greater_than_sign", ">"),
        ("less_than_sign", "<"),
    ],
)
def test_key_names(key, name):
    assert key_name(key) == name


async def test_offers_are_what_can_be_done_here_and_now():
    app = DemoApp()
    async with app.run_test(tooltips=True, notifications=True) as pilot:
        screen = Screen()
        await app.push_screen(screen)
        found = offers(screen)
        idents = [offer.command.id for offer in found]
        assert idents[0] == "page.up"
        assert "app.quit" in idents
        assert "s.keyless" in idents
        assert "s.off" not in idents
        assert "s.scroll" not in idents
        assert [offer.command.id for offer in footer(found)] == ["s.two", "s.one"]
        assert list(help_groups(found)) == ["Page", "General", "Second", "App"]
        screen.allowed = True
        assert "s.off" in [offer.command.id for offer in offers(screen)]
        screen.query_one(Input).focus()
        await pilot.pause()
        idents = [offer.command.id for offer in offers(screen)]
        assert "s.one" not in idents
        assert "s.off" in idents
        assert "page.up" not in idents


async def test_a_key_map_changes_the_key_that_is_shown():
    app = DemoApp()
    async with app.run_test(tooltips=True, notifications=True) as pilot:
        screen = Screen()
        await app.push_screen(screen)
        app.set_keymap({"s.one": "f5"})
        await pilot.press("f5")
        assert screen.noted == ["one"]
        assert {offer.command.id: offer.key for offer in offers(screen)}["s.one"] == "f5"


async def test_a_dialog_hides_what_is_under_it():
    app = DemoApp()
    async with app.run_test(tooltips=True, notifications=True) as pilot:
        await app.push_screen(Dialog())
        await pilot.pause()
        assert [offer.command.id for offer in offers(app.screen)] == ["d.close"]


async def test_giving_an_offer_does_what_its_key_does():
    app = DemoApp()
    async with app.run_test(tooltips=True, notifications=True):
        screen = Screen()
        await app.push_screen(screen)
        for offer in offers(screen):
            if offer.command.id in {"s.one", "s.keyless"}:
                await give(offer)
        assert screen.noted == ["one", "keyless"]


async def test_the_palette_offers_and_gives_commands():
    app = DemoApp()
    async with app.run_test(tooltips=True, notifications=True) as pilot:
        screen = Screen()
        await app.push_screen(screen)
        await pilot.press("ctrl+p")
        assert isinstance(app.screen, CommandPalette)
        await pilot.press(*"keyless")
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        if not screen.noted:
            await pilot.press("enter")
            await pilot.pause()
        assert screen.noted == ["keyless"]
