"""``python -m tui`` is the command ``elshi``."""

from tui.cli import main

main()
