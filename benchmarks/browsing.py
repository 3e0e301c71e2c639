"""A browser with a profile on disk, so that its caches work as a returning reader's do."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator, Sequence
from typing import Literal

from playwright.sync_api import Page, sync_playwright

from tests.browser import browsers


@contextlib.contextmanager
def returning_reader(
    service_workers: Literal["allow", "block"] = "allow", profile: str = "", arguments: Sequence[str] = ()
) -> Iterator[Page]:
    """Open a page whose HTTP cache and compiled code stay between loads, as they do not in a private window.

    profile: the folder of the browser's profile; a new one, taken away afterwards, where none is named.
    arguments: what the browser is started with besides.
    """
    program = browsers.find()
    with contextlib.ExitStack() as stack:
        profile = profile or stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        playwright = stack.enter_context(sync_playwright())
        environment = browsers.environment(program)
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=program, env=environment, service_workers=service_workers, args=list(arguments)
        )
        yield context.pages[0] if context.pages else context.new_page()
        context.close()
