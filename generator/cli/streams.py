"""Standard output and error as a command needs them: always there, in UTF-8, and silent when the reader leaves."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable

from generator.cli.folder import reason

FAILED, INTERRUPTED = 2, 130


def guarded(command: Callable[[], int]) -> int:
    """The exit code of a command whose words may go to a closed pipe, a full disk or nowhere."""
    _prepare()
    try:
        code = command()
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # the reader has read enough
        _forget_output()
        return 0
    except OSError as error:
        _forget_output()
        sys.stderr.write(f"La sortie ne peut pas être écrite : {reason(error)}.\n")
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED


def _prepare() -> None:
    """JSON and French need UTF-8 whatever the terminal says; a file name that is no text passes as it came."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - lives as long as the process
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream, errors in ((sys.stdout, "surrogateescape"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)


def _forget_output() -> None:
    """Python would try again to write what is left, at exit, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
