"""`python -m generator`."""

import sys

from generator.cli import main
from generator.cli.streams import guarded

if __name__ == "__main__":
    sys.exit(guarded(main))
