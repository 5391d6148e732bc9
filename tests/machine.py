"""What the tests need from the machine beside Python packages; `python -m tests.machine` gets it and runs the tests.

As root on Debian, what is missing is installed. Elsewhere it is named, the tests that need it are left out, and that is
said at the very end. Where nothing may be left out (CI=true or LYHORD_ALL_TESTS=1), leaving out is failing.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from glob import glob
from pathlib import Path

MOST_PROCESSES = 4
FONTS = "/usr/share/fonts/**/*{}*"
SERVICE_POLICY = Path("/usr/sbin/policy-rc.d")


@dataclass(frozen=True)
class Need:
    """Something outside Python: how it is found, its Debian packages, the mark of the tests that depend on it."""

    name: str
    find: Callable[[], Path | None]
    packages: tuple[str, ...]
    mark: str = ""


def chromium() -> Path | None:
    """The browser: $CHROMIUM, or the first Chromium or Chrome on the path."""
    found = (
        shutil.which(name) for name in (os.environ.get("CHROMIUM", "chromium"), "chromium-browser", "google-chrome")
    )
    return next((Path(path) for path in found if path), None)


def postgresql() -> Path | None:
    """The folder with PostgreSQL's own programs (initdb, pg_ctl); Debian keeps it off the path. The newest wins."""
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name), reverse=True
    )
    if on_path := shutil.which("initdb"):
        folders.append(Path(on_path).resolve().parent)
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None)


def redis() -> Path | None:
    found = shutil.which("redis-server")
    return Path(found) if found else None


def font(name: str) -> Path | None:
    return next((Path(path) for path in glob(FONTS.format(name), recursive=True)), None)


NEEDS = (
    Need("PostgreSQL", postgresql, ("postgresql",), "postgresql"),
    Need("Redis", redis, ("redis-server",), "redis"),
    Need("Chromium", chromium, ("chromium",), "browser"),
    Need("Noto fonts", lambda: font("NotoSans-"), ("fonts-noto-core",)),
    Need("Noto fonts for Chinese", lambda: font("NotoSansCJK"), ("fonts-noto-cjk",)),
    Need("Noto emoji", lambda: font("NotoColorEmoji"), ("fonts-noto-color-emoji",)),
)


def missing() -> list[Need]:
    return [need for need in NEEDS if need.find() is None]


def may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(needs: list[Need]) -> None:
    """Debian's packages for `needs`. Programs only: a database server that comes along is not started."""
    packages = [package for need in needs for package in need.packages]
    print(f"Installing {' '.join(packages)} ...", flush=True)
    quietly = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120"]
    with services_stay_off():
        for step in (["update"], ["install", "--no-install-recommends", *packages]):
            subprocess.run([*apt, *step], env=quietly, check=False, stdout=subprocess.DEVNULL)


@contextmanager
def services_stay_off() -> Iterator[None]:
    """Debian asks this file before a package starts its service; 101 means no. A file that is there already stays."""
    if SERVICE_POLICY.exists():
        yield
        return
    SERVICE_POLICY.write_text("#!/bin/sh\nexit 101\n")
    SERVICE_POLICY.chmod(0o755)
    try:
        yield
    finally:
        SERVICE_POLICY.unlink()


def run_tests(arguments: list[str], left_out: list[Need]) -> int:
    marks = [need.mark for need in left_out if need.mark]
    only = ["-m", " and ".join(f"not {mark}" for mark in marks)] if marks else []
    shared = (
        [] if arguments else ["--numprocesses", str(min(os.cpu_count() or 1, MOST_PROCESSES)), "--dist", "worksteal"]
    )
    return subprocess.run([sys.executable, "-m", "pytest", *only, *shared, *arguments], check=False).returncode


def all_or_nothing() -> bool:
    return os.environ.get("CI") == "true" or os.environ.get("LYHORD_ALL_TESTS") == "1"


def main(arguments: list[str]) -> int:
    needs = missing()
    if needs and may_install():
        install(needs)
        needs = missing()
    outcome = run_tests(arguments, needs)
    for need in needs:
        lost = f"the tests marked {need.mark!r} were left out" if need.mark else "pages were drawn without them"
        print(f"Missing: {need.name} (Debian: {' '.join(need.packages)}); {lost}.")
    return outcome or int(bool(needs) and all_or_nothing())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
