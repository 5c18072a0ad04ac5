"""Work on many things in several processes, where the system lets us; what comes of it is in order.

The processes are forked, so they have all that we have, and nothing but results goes between them.
One that is killed or fails loses only its share of the work, which is then done here.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")
FEWEST = 500
MOST_WORKERS = 8
# The number of a share is one byte in the pipe that all workers take theirs from.
MOST_SHARES = 256
LEAST_SHARE = 16
_SIZE = 8


def each(work: Callable[[T], R], things: Sequence[T]) -> Generator[R, None, None]:
    """Yield what `work` makes of each of some things; what it raises is raised here, in its turn.

    Close it when it isn't used up: that ends the workers.
    """
    workers = count_of_workers() if len(things) > FEWEST else 1
    if workers < 2:
        yield from map(work, things)
        return
    size = max(LEAST_SHARE, -(-len(things) // MOST_SHARES))
    shares = [things[at : at + size] for at in range(0, len(things), size)]
    crew = _Crew(work, shares)
    try:
        crew.start(workers)
        done: dict[int, list[R]] = {}
        for number, share in enumerate(shares):
            while number not in done and crew.pipes:
                done.update(crew.received())
            yield from done.pop(number) if number in done else map(work, share)
    finally:
        crew.end()


def count_of_workers() -> int:
    """Return how many processes may work at a time; 1 where forking isn't safe or isn't there."""
    if not hasattr(os, "fork") or sys.platform == "darwin":
        return 1
    import threading

    if threading.active_count() > 1:
        return 1
    if hasattr(os, "sched_getaffinity"):
        return min(len(os.sched_getaffinity(0)), MOST_WORKERS)
    return min(os.cpu_count() or 1, MOST_WORKERS)


class _Crew:
    """Workers that take shares of the work until there are no more. `pipes` are those still open."""

    def __init__(self, work: Callable[[Any], Any], shares: Sequence[Sequence[Any]]) -> None:
        self.work = work
        self.shares = shares
        self.pipes: list[int] = []
        self._pids: list[int] = []

    def start(self, workers: int) -> None:
        """Start some workers, or as many as the system allows; that may be none."""
        import signal

        try:
            numbers, to_numbers = os.pipe()
        except OSError:
            return
        os.write(to_numbers, bytes(range(len(self.shares))))
        os.close(to_numbers)
        # An interrupt between the fork and the worker's own loop would unwind our stack in it.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            with suppress(OSError):
                for _ in range(workers):
                    self._fork(numbers)
        finally:
            os.close(numbers)
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def received(self) -> Iterator[tuple[int, list[Any]]]:
        """Wait for results, and yield each with its share's number; close the pipes that ended."""
        import pickle
        import select

        waiting = select.poll()
        for pipe in self.pipes:
            waiting.register(pipe, select.POLLIN)
        for pipe, _ in waiting.poll():
            data = _read(pipe, int.from_bytes(_read(pipe, _SIZE), "little"))
            if data:
                yield pickle.loads(data)
            else:
                self.pipes.remove(pipe)
                os.close(pipe)

    def end(self) -> None:
        """End all workers, whatever they are at."""
        import signal

        for pipe in self.pipes:
            os.close(pipe)
        for pid in self._pids:
            # Where nobody waits for children, one that is done is gone already.
            with suppress(OSError):
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
        self.pipes, self._pids = [], []

    def _fork(self, numbers: int) -> None:
        ours, theirs = os.pipe()
        try:
            pid = os.fork()
        except OSError:
            os.close(ours)
            os.close(theirs)
            raise
        if not pid:
            # Another's pipe held open here would outlive us, and that worker would wait for ever.
            for pipe in (ours, *self.pipes):
                os.close(pipe)
            self._serve(numbers, theirs)
        os.close(theirs)
        self.pipes.append(ours)
        self._pids.append(pid)

    def _serve(self, numbers: int, results: int) -> None:
        try:
            import gc
            import pickle
            import signal

            signal.signal(signal.SIGINT, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
            gc.freeze()
            with os.fdopen(results, "wb") as pipe:
                while number := os.read(numbers, 1):
                    done = [self.work(thing) for thing in self.shares[number[0]]]
                    data = pickle.dumps((number[0], done), pickle.HIGHEST_PROTOCOL)
                    pipe.write(len(data).to_bytes(_SIZE, "little") + data)
                    pipe.flush()
        finally:
            # Nothing of ours may run in it on the way out; what failed fails again, in its turn.
            os._exit(0)


def _read(pipe: int, size: int) -> bytes:
    """Return so many bytes, or none when the pipe ends before."""
    parts = bytearray()
    while len(parts) < size:
        part = os.read(pipe, size - len(parts))
        if not part:
            return b""
        parts += part
    return bytes(parts)
