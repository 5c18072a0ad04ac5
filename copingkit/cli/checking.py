"""Bodies of library check."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..core.reading import closest
from ..core.safe import clean
from ..errors import InvalidContent, UsageProblem
from ..library.check import check_paths
from ..library.check_findings import Finding, keeps_out
from ..library.rules_explained import EXPLAINED
from .kit import Kit


def check(kit: Kit, paths: list[Path], *, fix: bool, as_json: bool) -> None:
    """Check files, and mend them first if asked; findings on files that were named come first.

    InvalidContent when any is kept out, UsageProblem when there is nothing to check.
    """
    from ..paths import shipped_root

    chosen = paths or [_here()]
    if fix:
        from ..library.check_fix import fix_paths

        for path in fix_paths(chosen, shipped_root()):
            kit.say(f"Mended {path}")
    report = check_paths(chosen, shipped_root())
    if not report.files:
        raise UsageProblem(
            "Nothing there looks like a strategy, so nothing was checked.",
            "Name files that end in .yaml, or a folder of them.",
        )
    with _whoever_reads():
        if as_json:
            findings = [finding.as_json() for finding in report.findings]
            kit.json(findings=findings, files=report.files)
        else:
            _show(_named_first(report.findings, chosen))
    advice = len(report.findings) - len(report.failing)
    kit.say(f"{_count(report.files, 'file')} checked, {_count(advice, 'piece')} of advice.")
    if report.failing:
        raise InvalidContent(
            f"{_count(len(report.failing), 'finding')} in "
            f"{_count(len({f.file for f in report.failing}), 'file')} to mend first.",
            f"What a rule is for: coping library check --explain {report.failing[0].code}",
        )


def explain(kit: Kit, code: str, as_json: bool) -> None:
    """Say what a rule is, why it is there, and give a bad and a good example."""
    name = code.strip().upper()
    if name not in EXPLAINED:
        near = closest(name, EXPLAINED)
        raise UsageProblem(
            f'There is no rule "{clean(code)[:20]}".',
            f"Did you mean {near}?" if near else "Codes look like CK007; a check names them.",
        )
    found = EXPLAINED[name]
    if as_json:
        kit.json(rules=[{"code": name, **found._asdict()}])
        return
    level = "A file that breaks it stays out." if keeps_out(name) else "It is advice."
    sys.stdout.write(
        f"{name}: {found.rule}\n{level}\nWhy:  {found.why}\nBad:  {found.bad}\nGood: {found.good}\n"
    )


def _here() -> Path:
    from ..paths import shipped_root

    beside = Path("strategies")
    return beside if (beside / "vocabulary.yaml").is_file() else shipped_root()


@contextmanager
def _whoever_reads() -> Iterator[None]:
    """Go on when the reader goes away (`| head`): unlike a list that is cut, a verdict has to be told.

    git ends by SIGPIPE there, so that `git diff --check | head` is no success under pipefail; this ends
    with the code that the files deserve, which a script can tell from a fault.
    """
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _named_first(findings: list[Finding], chosen: list[Path]) -> list[Finding]:
    named = {str(path) for path in chosen}
    return sorted(findings, key=lambda finding: finding.file not in named)


def _show(findings: list[Finding]) -> None:
    for finding in findings:
        word = "" if finding.fails else "advice: "
        lines = [
            f"{finding.file}:{finding.line}: {finding.code} {word}{finding.what}",
            f"  why: {finding.why}",
            f"  fix: {finding.fix}",
        ]
        sys.stdout.write("".join(clean(line) + "\n" for line in lines))


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
