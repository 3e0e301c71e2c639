"""Makes what the reader's browser runs Python with: Pyodide, the wheels and a snapshot of both started.

Imported by the build of the site, the tests and the benchmarks.

The module loses exports (see trimming.py), and no code. Most of Python's functions are reached through a table, by pointers that
its data and the snapshot hold, so no tool can tell which of them pure Python never calls; what was taken out
wrongly would be missed at some reader's exercise, not at the build.
"""

from __future__ import annotations

from press.runtime.bundle import bundle, share
from press.runtime.cargo import Cargo
from press.runtime.manifest import Manifest, RuntimeFile
from press.runtime.meanwhile import bundle_meanwhile, bundle_plain
from press.runtime.problem import RuntimeProblem
from press.runtime.tools import Inputs
from press.runtime.travelling import desk

__all__ = ["Cargo", "Inputs", "Manifest", "RuntimeFile", "RuntimeProblem", "bundle", "bundle_meanwhile", "bundle_plain", "desk", "share"]
