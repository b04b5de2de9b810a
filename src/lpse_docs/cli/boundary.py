"""The one place where exceptions end: wrong use, an interrupt, or a fault of the program, each in a sentence."""

import contextlib
import hashlib
import os
import platform
import re
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import FrameType

import click

from lpse_docs import __version__
from lpse_docs.cli.project import Project
from lpse_docs.cli.screen import PROGRAM
from lpse_docs.cli.speech import problem
from lpse_docs.pipeline import atomic, ours
from lpse_docs.pipeline.fresh import BROKEN_PIPE
from lpse_docs.pipeline.stopping import Terminated, asked, heed

WRONG_USE = 2
FAULT = 3
SECRET = re.compile(r"--[a-z-]+-(fd|env)")


class Unheard(Exception):
    """Nobody reads any more what is printed, as behind `head`."""


@contextlib.contextmanager
def heard() -> Iterator[None]:
    """Carry a closed pipe past click, which would end with 1, here the code of a finding."""
    try:
        yield
    except BrokenPipeError as closed:
        raise Unheard from closed


def guarded(run: Callable[[], int], project: Project) -> int:
    """Run a command line and return the exit code, whatever happens."""
    _speak_utf8()
    with _stoppable():
        try:
            code = run()
            sys.stdout.flush()
        except click.UsageError as error:
            return _wrong_use(error)
        except click.ClickException as error:
            return _say(error.format_message(), WRONG_USE)
        except (click.Abort, KeyboardInterrupt):
            return _stopped(signal.SIGINT)
        except Terminated:
            return _stopped(signal.SIGTERM)
        except (BrokenPipeError, Unheard):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # keeps the exit flush of Python quiet
            return BROKEN_PIPE
        except Exception:  # noqa: BLE001 - the boundary
            # A library may have wrapped what a signal raised, as pydantic does while it builds a model.
            return _stopped(asked[0]) if asked else _fault(traceback.format_exc(), project)
        return code


def _stopped(number: int) -> int:
    return _say("Dihentikan." if number == signal.SIGINT else "Dihentikan oleh sistem.", 128 + number)


def _wrong_use(error: click.UsageError) -> int:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return _say(error.message, WRONG_USE)
    how = f"\nBantuan: {_typed(error.ctx.command_path)} --help" if error.ctx else ""
    return _say(f"Galat: {problem(error)}{how}", WRONG_USE)


def _typed(command: str) -> str:
    """A command as its reader can type it."""
    return PROGRAM + command.removeprefix("lpse-docs")


def _fault(trace: str, project: Project) -> int:
    path = write_report(trace, project.build)
    return _say(
        f"Galat: terjadi kesalahan dalam program, bukan dalam berkas Anda.\n"
        f"Hasil sebelumnya di build/ tetap utuh. Laporkan dengan menyertakan isi berkas {path}",
        FAULT,
    )


def write_report(details: str, build: Path) -> Path:
    """Write what the maintainers need to a file, in the build folder when there is one."""
    text = (
        f"# Laporan kesalahan lpse-docs {__version__}\n\n"
        f"- Python {platform.python_version()}, {platform.system()} {platform.machine()}\n"
        f"- Perintah: {_typed_words(sys.argv[1:])}\n\n```\n{_private(details.strip())}\n```\n"
    )
    data = text.encode("utf-8", "replace")
    name = f"laporan-kesalahan-{hashlib.sha256(data).hexdigest()[:8]}.md"
    for folder in (build, Path(tempfile.gettempdir())):
        if ours.real_folder(folder):
            with contextlib.suppress(OSError):
                atomic.write(folder / name, data, durable=False)
                return folder / name
    sys.stderr.write(text)
    return Path(name)


def _typed_words(words: Sequence[str]) -> str:
    """The command line, without what stands where a secret might have been typed."""
    shown = ["lpse-docs"]
    for word in words:
        option, sign, _ = word.partition("=")
        secret = SECRET.fullmatch(shown[-1])
        shown.append("..." if secret else f"{option}=..." if sign and SECRET.fullmatch(option) else word)
    return " ".join(shown)


def _private(text: str) -> str:
    """Leave out where things lie on this computer: names of people stand in such paths."""
    for folder, shown in ((str(Path(__file__).parents[1]), "lpse_docs"), (str(Path.home()), "~")):
        text = text.replace(folder, shown) if len(folder) > 1 else text
    return text


def _say(text: str, code: int) -> int:
    with contextlib.suppress(OSError):
        sys.stderr.write(text + "\n")
        sys.stderr.flush()
    return code


def _speak_utf8() -> None:
    """Print UTF-8 whatever the locale says; a terminal that cannot show a sign shows something else, never an error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


@contextlib.contextmanager
def _stoppable() -> Iterator[None]:
    """Let SIGINT and SIGTERM raise, and remember that they came."""

    def stop(number: int, _frame: FrameType | None) -> None:
        asked.append(number)
        heed()

    asked.clear()
    heeded = [n for n in (signal.SIGINT, signal.SIGTERM) if signal.getsignal(n) is not signal.SIG_IGN]
    before = {number: signal.signal(number, stop) for number in heeded}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        asked.clear()  # a command line that runs later in this process was not asked to stop
