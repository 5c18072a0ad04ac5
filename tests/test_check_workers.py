"""The check in several processes: the same findings, in the same order, and no process left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from check_help import GOOD, library_in, put
from test_hostile import CASES

from copingkit.library import check_workers
from copingkit.library.check import check_paths
from copingkit.library.check_workers import each

BAD = Path(__file__).resolve().parent / "bad"
SHIPPED = Path(__file__).resolve().parent.parent / "strategies"
pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="works in one process")
US = os.getpid()


@pytest.fixture
def crew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_workers, "FEWEST", 20)
    monkeypatch.setattr(check_workers, "LEAST_SHARE", 4)
    monkeypatch.setattr(check_workers, "count_of_workers", lambda: 3)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a library of good, broken, hostile, copied and translated files."""
    root = library_in(tmp_path)
    for source in [*(SHIPPED / "en").glob("*.yaml"), *(SHIPPED / "es").glob("*.yaml")]:
        put(root, source.read_bytes(), f"{source.parent.name}/{source.name}")
    for number in range(80):
        put(root, GOOD.replace("a pebble", f"pebble {number}"), f"en/pebble-{number}.yaml")
    for number, (content, _) in enumerate(CASES.values()):
        put(root, content, f"en/hostile-{number}.yaml")
    for source in BAD.glob("*.yaml"):
        place = root / "en" / source.name.partition("-")[2]
        place.unlink(missing_ok=True)
        place.write_bytes(source.read_bytes())
    (root / "en" / "linked.yaml").symlink_to(root / "vocabulary.yaml")
    return root


def test_workers_find_what_one_process_finds(
    root: Path, crew: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    together = check_paths([root], root)
    monkeypatch.setattr(check_workers, "FEWEST", 1_000_000)
    alone = check_paths([root], root)
    assert together.files == alone.files > 200
    assert together.findings == alone.findings
    among = {"CK020", "CK021", "CK022"}
    assert among <= {finding.code for finding in alone.findings}


def where(number: int) -> tuple[int, int]:
    return number, os.getpid()


def test_the_work_is_done_in_order_and_elsewhere(crew: None) -> None:
    found = list(each(where, range(5000)))
    assert [number for number, _ in found] == list(range(5000))
    assert US not in {process for _, process in found}


def test_few_things_start_no_process(crew: None) -> None:
    assert {process for _, process in each(where, range(20))} == {US}


def killed_at_100(number: int) -> int:
    if number == 100 and os.getpid() != US:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def killed_at_once(number: int) -> int:
    if os.getpid() != US:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


@pytest.mark.parametrize("work", [killed_at_100, killed_at_once])
def test_the_share_of_a_killed_worker_is_done_here(work: object, crew: None) -> None:
    assert callable(work)
    assert list(each(work, range(400))) == list(range(400))


def test_what_the_work_raises_is_raised_here_in_its_turn(crew: None) -> None:
    done = []
    with pytest.raises(ZeroDivisionError):
        for found in each(lambda number: 1 // (number - 150), range(400)):
            done.append(found)
    assert len(done) == 150


def test_where_nothing_can_be_forked_one_process_does_it(
    crew: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused() -> int:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "fork", refused)
    assert {process for _, process in each(where, range(400))} == {US}


def test_no_process_and_no_pipe_is_left(crew: None) -> None:
    open_files = Path("/proc/self/fd")
    before = len(list(open_files.glob("*")))
    checked = each(where, range(5000))
    processes = {next(checked)[1] for _ in range(200)}
    checked.close()
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
    assert len(list(open_files.glob("*"))) == before


SLOW = """
import os, sys, time
from copingkit.cli import main
from copingkit.library import check, check_workers
real = check.check_file
def slow(*args, **names):
    os.write(1, b"at it\\n")
    time.sleep(0.2)
    return real(*args, **names)
check.check_file = slow
check_workers.FEWEST = 10
check_workers.count_of_workers = lambda: 3
sys.argv = ["coping", "library", "check", sys.argv[1]]
sys.exit(main())
"""


@pytest.mark.parametrize("to_all", [True, False], ids=["from the terminal", "to one process"])
def test_an_interrupt_ends_them_all(to_all: bool, root: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW, str(root)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline()
    start = time.perf_counter()
    (os.killpg if to_all else os.kill)(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert time.perf_counter() - start < 5
    assert process.returncode == 130
    assert "Traceback" not in said
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
