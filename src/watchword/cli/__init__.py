"""The command line: one file a noun, each command thin."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from watchword.base.errors import WatchwordError


def main() -> None:
    """Run the command line."""
    main_with(_run)


def main_with(deed: Callable[[], None]) -> None:
    """Do something; errors are a paragraph, never a traceback."""
    try:
        deed()
    except WatchwordError as error:
        _say(error)
        raise SystemExit(2) from None
    except KeyboardInterrupt:
        sys.stderr.write("\nwatchword: stopped; nothing half-written was left\n")
        raise SystemExit(130) from None
    except BrokenPipeError:
        # the reader (a pager, head) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    except OSError as error:
        _say(WatchwordError(_os_words(error), hint=_os_hint(error)))
        raise SystemExit(2) from None
    except MemoryError:
        _say(WatchwordError("there is not enough memory", hint="check fewer posts at a time"))
        raise SystemExit(2) from None
    except Exception as error:  # the edge: a defect is said in a paragraph, and can be shown whole
        if os.environ.get("WATCHWORD_RAISE"):
            raise
        _say(WatchwordError(_defect_words(error), hint=DEFECT_HINT))
        raise SystemExit(2) from None


def _run() -> None:
    from watchword.cli.quick import check_quickly

    code = check_quickly(sys.argv[1:])
    if code is not None:
        raise SystemExit(code)
    from watchword.cli.app import app

    app(standalone_mode=False) if os.environ.get("WATCHWORD_RAISE") else app()


def _say(error: WatchwordError) -> None:
    sys.stderr.write(f"watchword: {error}\n")


DEFECT_HINT = "set WATCHWORD_RAISE=1 to see where, and please report it; nothing was changed"


def _defect_words(error: Exception) -> str:
    words = " ".join(str(error).split())[:200]
    return f"this is a defect of Watchword, not of your files: {type(error).__name__}: {words}"


def _os_words(error: OSError) -> str:
    where = f" {error.filename!r}" if error.filename else ""
    return f"{(error.strerror or str(error)).lower()}{where}"


def _os_hint(error: OSError) -> str:
    import errno

    return {
        errno.ENOSPC: "make room on the disk; nothing half-written was left under the final name",
        errno.EFBIG: "the file would be larger than allowed here; nothing half-written was left",
        errno.EACCES: "you may not read or write there",
        errno.EISDIR: "name a file, not a folder",
    }.get(error.errno or 0, "")
