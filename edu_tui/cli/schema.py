"""`schema`: the JSON Schemas of what authors write, for their editors."""

from __future__ import annotations

import json

from edu_tui.cli.errors import CommandError
from edu_tui.cli.output import did_you_mean, put
from edu_tui.editing.schemas import schema_names, schema_of


def show_schema(name: str) -> int:
    """Write the schema called `name`, or without one the names of all, one a line; the exit code."""
    names = schema_names()
    if not name:
        put("\n".join(names))
    elif name in names:
        put(json.dumps(schema_of(name), indent=2))
    else:
        raise CommandError(did_you_mean("schema", name, names))
    return 0
