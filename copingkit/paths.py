"""Where things live and why: a pure function of platform, home and environment."""

from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import NamedTuple


class Places(NamedTuple):
    """The folders copingkit uses. None of them is created by looking."""

    data: Path
    """Journal, own strategies, people and settings: all that is personal. May be a synced folder."""
    state: Path
    """Device id, lock file, derived summary, drafts: this machine only, never synced."""
    cache: Path
    """The compiled library. May be deleted at any time."""
    sources: Path
    """Libraries added with `library add`: other people's files, nothing personal."""
    why: str
    """What decided these places, in words."""

    @property
    def mine(self) -> Path:
        """Own strategies, one YAML file each."""
        return self.data / "strategies"


def locate(platform: str, home: Path, environ: Mapping[str, str]) -> Places:
    """Return the places for a platform (`sys.platform`), a home and an environment.

    `COPING_HOME` moves everything into one folder. Otherwise the XDG base directories on Linux
    and wherever their variables are set, Application Support on macOS, AppData on Windows.
    """
    chosen = environ.get("COPING_HOME", "")
    if chosen:
        root = Path(chosen).expanduser()
        return Places(
            root, root / ".state", root / ".cache", root / ".sources", "COPING_HOME is set"
        )

    def base(variable: str, default: Path) -> Path:
        value = environ.get(variable, "")
        # The XDG specification asks for relative paths to be ignored.
        return Path(value) if value and PurePath(value).is_absolute() else default

    if platform == "win32":
        roaming = base("APPDATA", home / "AppData" / "Roaming") / "copingkit"
        local = base("LOCALAPPDATA", home / "AppData" / "Local") / "copingkit"
        return Places(
            roaming,
            local / "state",
            local / "cache",
            local / "sources",
            "the Windows AppData folders",
        )
    if platform == "darwin" and not environ.get("XDG_DATA_HOME"):
        support = home / "Library" / "Application Support" / "copingkit"
        caches = home / "Library" / "Caches" / "copingkit"
        return Places(
            support / "data",
            support / "state",
            caches,
            support / "sources",
            "the macOS Library folder",
        )
    data_home = base("XDG_DATA_HOME", home / ".local" / "share")
    return Places(
        data_home / "copingkit",
        base("XDG_STATE_HOME", home / ".local" / "state") / "copingkit",
        base("XDG_CACHE_HOME", home / ".cache") / "copingkit",
        data_home / "copingkit-sources",
        "the XDG base directories",
    )


def is_there(path: Path) -> bool:
    """Say whether something is at a path; no where the folder it is in may not be entered."""
    try:
        return path.exists()
    except OSError:
        return False


def make_private(folder: Path) -> None:
    """Create a folder and the missing ones above it, mode 0700 each, as the XDG rules ask.

    `mkdir(parents=True)` would leave those above open to others: with COPING_HOME, that is the
    folder of everything personal.
    """
    if not folder.is_dir():
        make_private(folder.parent)
        folder.mkdir(0o700, exist_ok=True)


def shipped_root() -> Path:
    """Return the folder of the shared library: inside the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent
    inside = package / "strategies"
    return inside if inside.is_dir() else package.parent / "strategies"
