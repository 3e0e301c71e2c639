"""Takes out of Pyodide's core and its WebAssembly the names that only libraries loaded later could ask for.

Our wheels are pure Python, so nothing is linked to the module after its start. What the module itself and the core use
stays, and no code is touched: an export is an entry in a list, and 9,700 of them are read, made into
objects and entered in tables at each start.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.runtime.problem import RuntimeProblem

MAGIC = b"\0asm\1\0\0\0"
IMPORTS, EXPORTS = 2, 7
OFFSET_TABLE = "GOT."
"""Modules of imports under which a module asks for its own exports."""
WORD = re.compile(r"[A-Za-z_$][\w$]*")
ENTRY = re.compile(r'var (\w+)=Module\["\1"\]=(?:wasmExports\["(\w+)"\]|\d+);')
"""What the core writes for each export: `var _f=Module["_f"]=wasmExports["f"];`, and for data a number in place of the last."""
LEAST_ENTRIES = 1000


def trimmed_core(script: str, *users: str) -> str:
    """Return the text of pyodide.asm.js without the entries of exports that neither the rest of it nor its users name.

    users: the texts of scripts that use it. Raises RuntimeProblem when there are hardly any entries.
    """
    if len(ENTRY.findall(script)) < LEAST_ENTRIES:
        raise RuntimeProblem(
            "Pyodide's pyodide.asm.js is not the one that press/runtime/trimming.py knows: it has hardly any entries of exports; "
            "run 'make site', or adapt ENTRY to the new version."
        )
    used = {word for text in (ENTRY.sub("", script), *users) for word in WORD.findall(text)}
    return ENTRY.sub(lambda entry: entry[0] if used & {entry[1], entry[1].removeprefix("_"), entry[2]} else "", script)


def trimmed_module(module: bytes, script: str) -> bytes:
    """Return a WebAssembly module without the exports that neither the core's script nor the module itself names."""
    sections = list(_sections(module))
    asked = {name for id_, content in sections if id_ == IMPORTS for name in _own_names(content)}
    named = set(WORD.findall(script)) | asked
    parts = [MAGIC]
    for id_, content in sections:
        new = _without(content, named) if id_ == EXPORTS else content
        parts += [bytes([id_]), _number(len(new)), new]
    return b"".join(parts)


def exports_of(module: bytes) -> list[str]:
    """Return the names that a module exports, in their order."""
    return [name for id_, content in _sections(module) if id_ == EXPORTS for name, _ in _exports(content)]


def _without(content: bytes, named: set[str]) -> bytes:
    entries = [entry for name, entry in _exports(content) if name in named or f"_{name}" in named]
    return _number(len(entries)) + b"".join(entries)


def _sections(module: bytes) -> Iterator[tuple[int, bytes]]:
    if not module.startswith(MAGIC):
        raise RuntimeProblem("Pyodide's pyodide.asm.wasm is no WebAssembly module; run 'make site' to install the packages.")
    at = len(MAGIC)
    while at < len(module):
        size, start = _read_number(module, at + 1)
        yield module[at], module[start : start + size]
        at = start + size


def _exports(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield each export's name with its whole entry: name, kind, and index."""
    count, at = _read_number(content, 0)
    for _ in range(count):
        name, end = _read_name(content, at)
        _, end = _read_number(content, end + 1)
        yield name, content[at:end]
        at = end


def _own_names(content: bytes) -> Iterator[str]:
    """Yield the names that an import section asks of the offset table, all of which are globals, or finds beside them."""
    count, at = _read_number(content, 0)
    for _ in range(count):
        of, at = _read_name(content, at)
        name, at = _read_name(content, at)
        at = _after_import(content, at)
        if of.startswith(OFFSET_TABLE) or of == "env":
            yield name


def _after_import(content: bytes, at: int) -> int:
    """Return where the import ends whose kind stands here: function, table, memory, global or tag."""
    kind = content[at]
    if kind == 3:
        return at + 3
    at += 1 + (kind in (1, 4))  # the kind, and of a table the type or of a tag the attribute
    flags = content[at] if kind in (1, 2) else 0
    _, at = _read_number(content, at)
    for _ in range((kind in (1, 2)) + (flags & 1)):
        _, at = _read_number(content, at)
    return at


def _read_name(data: bytes, at: int) -> tuple[str, int]:
    length, start = _read_number(data, at)
    return data[start : start + length].decode("utf-8"), start + length


def _read_number(data: bytes, at: int) -> tuple[int, int]:
    """Return an unsigned LEB128 number and where it ends."""
    number = shift = 0
    while True:
        byte = data[at]
        at += 1
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return number, at


def _number(value: int) -> bytes:
    parts = bytearray()
    while value >= 0x80:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*parts, value])
