"""The program: ``rusus``, or ``python -m rusus``."""

from __future__ import annotations

import os
import signal


def main() -> None:
    """Loads the command line and runs it."""
    # Ctrl-C while it is being loaded ends the program as later, and there is nothing to clean up yet.
    heeded = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if heeded:
        signal.signal(signal.SIGINT, lambda *_: os._exit(130))
    from rusus.cli.commands import main as run_commands

    if heeded:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    run_commands()


if __name__ == "__main__":
    main()
