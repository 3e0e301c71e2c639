"""Builds the site with each builder that may follow MkDocs, and prints what is there: `python -m tests.horizon [BUILDER...]`."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from press import days
from press.collection import Collection, read_collection
from press.folders import Folders
from tests.conftest import ROOT
from tests.horizon.builders import BUILDERS, NotBuilt
from tests.horizon.environments import NotHad, environment
from tests.horizon.reading import missing

LACKS: dict[str, dict[str, str]] = {
    "properdocs": {},
    "zensical": {
        "policy": "pages in its theme have scripts between their tags, which the policy would stop",
    },
}
"""What is known not to be there, with its reason; CONTRIBUTING says the same."""


def main(arguments: list[str]) -> int:
    """Return 1 when something that was there is not, or something is there that LACKS names, and 2 when a builder cannot be had."""
    collection, codes = read_collection(Folders(ROOT), days.today()), [0]
    for builder in arguments or BUILDERS:
        try:
            python = environment(builder)
            with tempfile.TemporaryDirectory() as folder:
                codes.append(told(builder, BUILDERS[builder](python, Path(folder)), collection))
        except (NotHad, NotBuilt) as problem:
            print(f"{builder}: not built. {problem}", file=sys.stderr)
            codes.append(2 if isinstance(problem, NotHad) else 1)
    return max(codes)


def told(builder: str, site: Path, collection: Collection) -> int:
    """Print a builder's rows and return 1 when one of them is not as LACKS has it."""
    surprises = 0
    for row, found in missing(site, collection).items():
        reason = LACKS[builder].get(row)
        surprises += bool(found) != (reason is not None)
        said = "there" if not found else f"not there: {reason or found[0]}"
        if not found and reason is not None:
            said = "there now: take it from LACKS and from CONTRIBUTING.md"
        print(f"{builder:<12}{row:<14}{said}"[: shutil.get_terminal_size((160, 24)).columns])
    return int(surprises > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
