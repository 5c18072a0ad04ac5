"""The door: commands, one file a help panel, each loaded when it is called."""

from __future__ import annotations

import errno
import os
import sys

from .. import interrupts

PROGRAM = "coping"


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit code. This is the only exit point.

    Called without arguments it takes those of the process, which ends with it.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    line = _first_line(arguments)
    before = interrupts.hear(promised=bool(line))
    try:
        return _guarded(arguments, line)
    except KeyboardInterrupt:
        # Whoever was told that they may leave at any time did nothing wrong.
        return 0 if line else 130
    except BrokenPipeError:
        # The reader went away (`| head`), or the window: nothing to say, nobody to say it to.
        _nobody_reads()
        return 0
    finally:
        if argv is None:
            interrupts.no_more()
        else:
            interrupts.hear_no_more(before)


def _guarded(arguments: list[str], first_line: str) -> int:
    _first_words(first_line)

    from ..errors import CopingError
    from . import kit

    _few_collections()
    for stream in (sys.stdout, sys.stderr):
        # A console that can't show a letter gets a question mark, not a crash.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    kit.start(arguments)
    try:
        code = _run([a for a in arguments if a != "--plain"])
        sys.stdout.flush()
        return code
    except CopingError as error:
        kit.complain(error)
        return error.exit_code
    except BrokenPipeError:
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno == errno.EIO and not _somebody_there():
            raise BrokenPipeError from None
        if os.environ.get("COPING_DEBUG"):
            raise
        kit.complain(
            CopingError(
                f"Something went wrong inside copingkit ({type(error).__name__}: {error}).",
                "Your data was left as it was. For the details to report: COPING_DEBUG=1 coping ...",
            )
        )
        return 1


def _somebody_there() -> bool:
    """Tell whether the window is still open that was written to; a closed one is no terminal."""
    return any(os.isatty(descriptor) for descriptor in (1, 2))


def _nobody_reads() -> None:
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    try:
        sys.stderr.flush()
    except OSError:
        os.dup2(null, 2)


def _few_collections() -> None:
    """Let the collector of reference cycles wait: most runs are over before there is any to find.

    With ten thousand strategies it takes four fifths of the time their cards take to load.
    """
    import gc

    gc.set_threshold(200_000, 10, 10)


def _first_words(line: str) -> None:
    """Put the first helpful line on the screen before anything heavy is imported."""
    if line:
        sys.stdout.write(line + "\n\n")
        sys.stdout.flush()


def _first_line(arguments: list[str]) -> str:
    """Return it for `now` and for the home menu, where somebody is there; "" for all else."""
    if not sys.stdout.isatty() or any(a in ("--help", "-h") for a in arguments):
        return ""
    from .. import words

    said = [a for a in arguments if a != "--plain"]
    if said[:1] == ["now"]:
        return words.NOW_FIRST
    return words.HOME_FIRST if not said and sys.stdin.isatty() else ""


def _run(arguments: list[str]) -> int:
    from .toolbox import command

    try:
        command().main(arguments, prog_name=PROGRAM, complete_var="_COPING_COMPLETE")
    except SystemExit as stop:
        # Typer makes its own exit of a pipe that was closed, and of Ctrl+C: `main` knows better.
        for seen in (stop.__context__, getattr(stop.__context__, "__cause__", None)):
            if isinstance(seen, (BrokenPipeError, KeyboardInterrupt)):
                raise seen from None
        return stop.code if isinstance(stop.code, int) else 0
    return 0
