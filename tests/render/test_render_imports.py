from __future__ import annotations

import subprocess
import sys

ROOM = "layout plain evidence search numbering terms"


def test_the_render_room_loads_no_toolkit() -> None:
    code = (
        "import importlib, sys\n"
        f"for name in {ROOM!r}.split(): importlib.import_module('edu_tui.render.' + name)\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('textual', 'markdown_it', 'yaml') or name == 'rich.console'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
