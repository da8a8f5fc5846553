"""`python -m eshram_cli`: what schedules call, since it needs no search path."""

from eshram_cli.cli import main

main()
