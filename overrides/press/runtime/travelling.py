"""Finds what the writing desk's Python is made of, and packs it: modules of press, and packages as they are installed.

The modules are those that press.desk imports, and that these import, when they are loaded. The packages are those that
checked and built this very site, so that the desk says what the build would say.
"""

from __future__ import annotations

import ast
import functools
import hashlib
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import Distribution, PackageNotFoundError, distribution, distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from press.runtime.cargo import Cargo, engine_wheels
from press.runtime.problem import RuntimeProblem
from press.runtime.tools import PACKAGES_ANEW, PROJECT, Inputs

PACKAGE = "press-desk"
MODULE = "press.desk.wire"
VERSION = "0.1.0"
ENTRY = (MODULE, "press.desk.practice")
WITH_ENGINE = ("attrs", "cattrs", "fsrs", "typing-extensions", "reflect", "press")
"""Packages that the engine's own wheels bring, or that are ours."""
COMPILED = (".so", ".pyd", ".dylib")
FASTER = ("markupsafe",)
"""Packages with compiled code that they do without where it is not there."""
WHEEL = "Wheel-Version: 1.0\nGenerator: press\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
DATE = (2020, 2, 2, 0, 0, 0)

USE = """
import html.entities
import traceback

import jinja2
import markdown
import ruamel.yaml
from press.desk import wire
from press.desk.practice import practise

for package in (jinja2, markdown, ruamel.yaml):
    for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        try:
            importlib.import_module(found.name)  # what is asked for only when something is wrong must be there too
        except ImportError:
            pass  # it needs what travels nowhere
practise(wire.Room(wire.ROOT))
"""
"""Shows every kind of exercise once, so that no template, pattern or parser is made while a writer waits."""


def desk(inputs: Inputs) -> Cargo:
    """Return the writing desk's Python with everything that it needs."""
    modules = modules_of(ENTRY)
    files = (*modules.values(), *site_files().values())
    names = packages_of(modules.values())
    versions = tuple(f"{name} {distribution(name).version}" for name in names)

    def wheels(work: Path, cache: Path) -> list[Path]:
        return [*engine_wheels(inputs, work, cache), _own_wheel(modules, names, work), *(packed(name, work) for name in names)]

    return Cargo(PACKAGE, MODULE, wheels, USE, files, versions)


def modules_of(names: Iterable[str]) -> dict[str, Path]:
    """Return the modules of press with these names and all that they import when they are loaded, with their files."""
    found: dict[str, Path] = {}
    waiting = [*names]
    while waiting:
        name = waiting.pop()
        file = _file(name)
        if name in found or file is None:
            continue
        found[name] = file
        waiting += [name.rpartition(".")[0], *(one for one in imported(file) if one.split(".")[0] == "press")]
    return dict(sorted(found.items()))


def imported(file: Path) -> tuple[str, ...]:
    """Return the names that a module imports when it is loaded; of `from a import b` both a and a.b."""
    return _imported(file, file.stat().st_mtime_ns)


@functools.cache
def _imported(file: Path, _changed_ns: int) -> tuple[str, ...]:
    return tuple(_names_in(ast.parse(file.read_text("utf-8")).body))


def _names_in(statements: Iterable[ast.stmt]) -> Iterator[str]:
    for node in statements:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def packages_of(files: Iterable[Path]) -> list[str]:
    """Return the installed packages, by their names, that modules import, and all that these need in turn."""
    tops = {name.split(".")[0] for file in files for name in imported(file)} - set(sys.stdlib_module_names)
    # The engine reads YAML with what only writing needs.
    wanted = ["ruamel.yaml", *(one.name for top in sorted(tops) for one in (_installed().get(top),) if one)]
    found: set[str] = set()
    while wanted:
        name = canonicalize_name(wanted.pop())
        if name in found or name in WITH_ENGINE:
            continue
        found.add(name)
        needed = (Requirement(line) for line in distribution(name).requires or ())
        wanted += [one.name for one in needed if one.marker is None or one.marker.evaluate({"extra": ""})]
    return sorted(found)


def site_files() -> dict[str, Path]:
    """Return the files of the site that the desk reads, by where they stand in its wheel."""
    files = [PROJECT / "mkdocs.yml", *sorted((PROJECT / "overrides" / "exercises").glob("*.html"))]
    return {f"press/desk/site/{file.relative_to(PROJECT).as_posix()}": file for file in files}


@functools.cache
def _installed() -> Mapping[str, Distribution]:
    """Return what brings each module that is installed, by the module's name; to ask each for its own takes as long as all of this.

    importlib.metadata.packages_distributions says the same, and for that looks whether every file of each package is there.
    """
    found: dict[str, Distribution] = {}
    for one in distributions():
        declared = (one.read_text("top_level.txt") or "").split()
        listed = (line.partition(",")[0].partition("/")[0] for line in (one.read_text("RECORD") or "").splitlines())
        for top in declared or {name.removesuffix(".py") for name in listed}:
            found.setdefault(top, one)
    return found


def _file(module: str) -> Path | None:
    path = Path(__file__).parents[2].joinpath(*module.split("."))
    return next((one for one in (path / "__init__.py", path.with_suffix(".py")) if one.is_file()), None)


def _own_wheel(modules: Mapping[str, Path], needed: Iterable[str], folder: Path) -> Path:
    overrides = Path(__file__).parents[2]
    contents = {file.relative_to(overrides).as_posix(): file.read_bytes() for file in modules.values()}
    contents |= {name: settings(file) if file.name == "mkdocs.yml" else file.read_bytes() for name, file in site_files().items()}
    requires = "".join(f"Requires-Dist: {name}\n" for name in ("reflect", *needed))
    return _zipped(PACKAGE, VERSION, contents, f"Metadata-Version: 2.1\nName: {PACKAGE}\nVersion: {VERSION}\n{requires}", folder)


def settings(config: Path) -> bytes:
    """Return of the site's settings those of its Markdown, so that nothing else there makes the desk's Python anew."""
    lines = config.read_text("utf-8").splitlines(keepends=True)
    start = lines.index("markdown_extensions:\n")
    end = next((n for n, line in enumerate(lines) if n > start and line.strip() and line[0] not in " #-"), len(lines))
    return "".join(lines[start:end]).encode()


def packed(name: str, folder: Path) -> Path:
    """Return a wheel of a package as it is installed; raises RuntimeProblem for one that is not Python alone."""
    try:
        found = distribution(name)
    except PackageNotFoundError:
        raise RuntimeProblem(f"{name} is not installed, and the writing desk needs it; {PACKAGES_ANEW}.") from None
    files = [file for file in found.files or () if ".." not in file.parts and "__pycache__" not in file.parts]
    if name not in FASTER and any(file.suffix in COMPILED for file in files):
        raise RuntimeProblem(
            f"{name} is compiled, so the writing desk cannot have it; import it where it is used, inside a function that only the build calls."
        )
    contents = {str(file): Path(str(file.locate())).read_bytes() for file in files if file.suffix == ".py" or _is_data(file.parts)}
    return _zipped(found.name, found.version, contents, _metadata(found), folder)


def _is_data(parts: tuple[str, ...]) -> bool:
    if parts[0].endswith(".dist-info"):
        return parts[-1] == "entry_points.txt" or "licenses" in parts
    return not parts[-1].endswith((*COMPILED, ".c", ".pyi"))


def _metadata(found: Distribution) -> str:
    """Return what a package says of itself, without its description and what it needs only in other places."""
    lines = [line for line in (found.read_text("METADATA") or "").split("\n\n")[0].splitlines() if "extra ==" not in line]
    return "\n".join(line for line in lines if not line.startswith(("Provides-Extra", "Description"))) + "\n"


def _zipped(name: str, version: str, contents: Mapping[str, bytes], metadata: str, folder: Path) -> Path:
    stem = f"{name.replace('-', '_').replace('.', '_').lower()}-{version}"
    about = f"{stem}.dist-info"
    every = {**contents, f"{about}/METADATA": metadata.encode(), f"{about}/WHEEL": WHEEL.encode()}
    record = "".join(f"{path},sha256={hashlib.sha256(data).hexdigest()},{len(data)}\n" for path, data in every.items())
    folder.mkdir(parents=True, exist_ok=True)
    wheel = folder / f"{stem}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in sorted({**every, f"{about}/RECORD": f"{record}{about}/RECORD,,\n".encode()}.items()):
            archive.writestr(zipfile.ZipInfo(path, DATE), data, zipfile.ZIP_DEFLATED)
    return wheel
