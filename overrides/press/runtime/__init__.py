"""Makes what the reader's browser runs Python with: Pyodide, the wheels and a snapshot of both started.

Imported by the build of the site, the tests and the benchmarks.
"""

from __future__ import annotations

from press.runtime.bundle import bundle, share
from press.runtime.cargo import Cargo
from press.runtime.manifest import Manifest, RuntimeFile
from press.runtime.problem import RuntimeProblem
from press.runtime.tools import Inputs
from press.runtime.travelling import desk

__all__ = ["Cargo", "Inputs", "Manifest", "RuntimeFile", "RuntimeProblem", "bundle", "desk", "share"]
