"""`python -m press.serving PORT`: serves the site to the writer who is at work on it, and ends without a word when it is stopped.

`make serve` stops it on each edit of Python, and in the middle of a build click would say "Aborted!", as though something were wrong.
"""

from __future__ import annotations

import errno
import sys
from pathlib import Path

import click
from mkdocs.__main__ import cli

from press import port, refusals, theme
from press.building import STOPPED
from press.folders import Folders


def main(arguments: list[str] | None = None) -> int:
    """Serve at a port of this machine until it is stopped, and return the exit code."""
    (at,) = sys.argv[1:] if arguments is None else arguments
    theme.keep_templates(Folders(Path.cwd()).build)
    try:
        cli(["serve", "--quiet", "--dev-addr", f"{port.HOST}:{at}"], standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        return STOPPED
    except OSError as error:  # the port may have been taken during the build
        print(port.refused(at, error) if error.errno == errno.EADDRINUSE else refusals.sentence(error), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
