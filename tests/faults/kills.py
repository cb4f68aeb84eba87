"""How many programs are killed: fifty at each `make test`; `make faults` sets EDU_TUI_KILLS to a thousand."""

import os

KILLS = int(os.environ.get("EDU_TUI_KILLS", "50"))
LIVES = 8
"""Lives on one folder, so that each program meets the remains of those before it."""

HALF_WRITTEN = "was not finished, as happens when the power fails; everything before it is safe."
"""All that may be told after a kill: a line that was half written when its program died was never acknowledged."""
