"""Every command of the app does something: its action exists where it is given."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from textual import actions
from textual.dom import DOMNode
from textual.widget import Widget

import edu_tui.app
from edu_tui.app.app import EduApp
from edu_tui.app.commands import Command
from edu_tui.app.routes import DESTINATIONS, Home
from edu_tui.app.screens.console import ConsoleScreen
from edu_tui.app.screens.search import SearchScreen


def owners() -> dict[str, type[DOMNode]]:
    """All classes of the app that list commands, by name; a class that others complete is looked at in these."""
    found: dict[str, type[DOMNode]] = {}
    for module in pkgutil.walk_packages(edu_tui.app.__path__, "edu_tui.app."):
        for item in vars(importlib.import_module(module.name)).values():
            if isinstance(item, type) and issubclass(item, DOMNode) and list(own(item)):
                found[f"{item.__module__}.{item.__name__}"] = item
    return {name: item for name, item in found.items() if not any(item in other.__mro__[1:] for other in found.values())}


def own(owner: type[DOMNode]) -> Iterator[Command]:
    return (item for item in getattr(owner, "COMMANDS", ()) if isinstance(item, Command))


def target(owner: type[DOMNode], namespace: str) -> type[DOMNode]:
    """The class that an action is looked up in; one widget only, the search field, speaks to its screen."""
    return {"": owner, "app": EduApp, "screen": SearchScreen}[namespace]


@pytest.mark.parametrize("name", owners())
def test_each_command_has_an_action_where_it_is_given(name: str) -> None:
    owner = owners()[name]
    for command in own(owner):
        namespace, action, _ = actions.parse(command.action)
        where = target(owner, namespace)
        assert any(hasattr(where, f"{prefix}{action}") for prefix in ("action_", "_action_")), command


def test_each_visit_has_a_destination() -> None:
    commands = [command for owner in owners().values() for command in own(owner)]
    visits = {str(parameters[0]) for _, action, parameters in (actions.parse(command.action) for command in commands) if action == "visit"}
    assert visits == set(DESTINATIONS)
    assert isinstance(DESTINATIONS["home"], Home)


def test_the_classes_are_found() -> None:
    found = set(owners().values())
    assert {EduApp, ConsoleScreen} <= found
    assert any(issubclass(owner, Widget) for owner in found)
