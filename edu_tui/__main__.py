"""`python -m edu_tui`."""

import sys

from edu_tui.cli import main

sys.exit(main())
