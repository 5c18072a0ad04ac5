"""Start-up as ratios, medians in one interleaved run: python tests/bench/startup.py [--runs 25]

Each row times whole processes, ours against a reference of the same Python and Typer, in turn
(A B A B ...), so that a machine that drifts drifts for both.
"""

from __future__ import annotations

import argparse
import compileall
import os
import select
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HELLO = """
import typer
app = typer.Typer()
@app.command()
def hello(name: str = "you", times: int = 1) -> None:
    typer.echo(f"hello {name}")
app()
"""
RICH_HELLO = """
import typer
app = typer.Typer()
@app.command()
def hello(name: str = "you", times: int = 1) -> None:
    from rich.console import Console
    from rich.panel import Panel
    from rich.table import Table
    console = Console(force_terminal=True)
    table = Table("id", "title")
    for number in range(5):
        table.add_row(str(number), name)
    console.print(Panel(f"hello {name}"))
    console.print(table)
app()
"""
BARE = "pass"
LIMIT = 30


def environment(home: Path) -> dict[str, str]:
    """Return the environment of an ordinary user with an empty home and compiled modules."""
    keep = {k: v for k, v in os.environ.items() if not k.startswith(("COPING", "XDG", "PYTHON"))}
    keep.pop("NO_COLOR", None)
    return {**keep, "HOME": str(home), "PYTHONPATH": str(ROOT), "COLUMNS": "80", "TERM": "xterm"}


def once(command: list[str], env: dict[str, str], *, screen: bool, until: bytes = b"") -> float:
    """Return the seconds a process takes: to its end, or until it has written `until`."""
    if not screen:
        began = time.perf_counter()
        subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=True)
        return time.perf_counter() - began
    import pty

    began = time.perf_counter()
    pid, master = pty.fork()
    if pid == 0:
        os.execve(command[0], command, env)
    written = b""
    taken = 0.0
    while True:
        if not select.select([master], [], [], LIMIT)[0]:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            raise SystemExit(f"{command} wrote nothing for {LIMIT} s; last: {written[-500:]!r}")
        try:
            got = os.read(master, 65536)
        except OSError:
            break
        if not got:
            break
        written += got
        if until and until in written and not taken:
            taken = time.perf_counter() - began
            os.write(master, b"\x03")
    os.waitpid(pid, 0)
    os.close(master)
    assert not until or taken, written[-500:]
    return taken or time.perf_counter() - began


def ratio(ours: list[str], reference: list[str], env: dict[str, str], runs: int, **how) -> str:
    """Return medians and their ratio as a line."""
    until = how.pop("until", b"")
    pairs = []
    for number in range(runs + 1):
        a = once(ours, env, until=until, **how)
        b = once(reference, env, **how)
        if number:  # the first pair warms the disk
            pairs.append((a, b))
    a, b = (statistics.median(side) for side in zip(*pairs, strict=True))
    each = statistics.median(x / y for x, y in pairs)
    return f"{1000 * a:7.1f} ms  {1000 * b:7.1f} ms  {a / b:5.2f} (pair by pair {each:.2f})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=25)
    runs = parser.parse_args().runs
    # A shell starts what runs in the background with Ctrl+C ignored; people's programs hear it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    # Installed packages come compiled; a checkout has to be, to be compared with one.
    compileall.compile_dir(ROOT / "copingkit", quiet=1)
    python = sys.executable
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "hello.py").write_text(HELLO)
        (home / "rich_hello.py").write_text(RICH_HELLO)
        for name in ("hello", "rich_hello"):
            compileall.compile_file(home / f"{name}.py", quiet=1)
        env = environment(home)
        ours = [python, "-m", "copingkit"]
        hello = [python, str(home / "hello.py")]
        rich_hello = [python, str(home / "rich_hello.py")]
        bare = [python, "-c", BARE]
        subprocess.run([*ours, "find"], env=env, capture_output=True, check=True)
        import typer

        print(f"Python {sys.version.split()[0]}, Typer {typer.__version__}, medians of {runs}")
        print(f"{'what':46}{'ours':>10}  {'reference':>10}  ratio")
        rows = [
            ("show --plain / Typer hello (bar 1.3)", [*ours, "show", "box-breathing", "--plain"], hello, {"screen": False}),
            ("show drawn / Typer + Rich hello (bar 1.3)", [*ours, "show", "box-breathing"], rich_hello, {"screen": True}),
            ("find drawn / Typer + Rich hello (bar 1.3)", [*ours, "find", "panic"], rich_hello, {"screen": True}),
            ("suggest drawn / Typer + Rich hello (bar 1.3)", [*ours, "suggest", "panic"], rich_hello, {"screen": True}),
            ("log add / Typer hello (bar 1.3)", [*ours, "log", "add", "x"], hello, {"screen": False}),
            ("support / Typer hello", [*ours, "support"], hello, {"screen": False}),
            ("now, first line / python -c pass (bar 2.5)", [*ours, "now", "--no-log"], bare, {"screen": True, "until": b"right now"}),
            ("home menu, first line / python -c pass (bar 2.5)", ours, bare, {"screen": True, "until": b"Hard right now"}),
            ("now, first step / Typer + Rich hello (bar 1.2)", [*ours, "now", "--no-log"], rich_hello, {"screen": True, "until": b"bed."}),
        ]  # fmt: skip
        for what, command, reference, how in rows:
            print(f"{what:50}{ratio(command, reference, env, runs, **how)}", flush=True)


if __name__ == "__main__":
    main()
