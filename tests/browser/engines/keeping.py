"""What is kept in the browser, put there and read by the site's own modules."""

from __future__ import annotations

from typing import Any

from tests.browser.engines.host import Host
from tests.browser.engines.reader import Reader
from tests.browser.journals import Record, store_script


def receive(reader: Reader, host: Host, records: list[Record]) -> None:
    """Put records into the journal of an open page."""
    with_store(reader, host, "await store.receive(given);", records)


def with_store(reader: Reader, host: Host, body: str, given: Any = None) -> Any:
    """Run the body of a script that has the page's own `store` and `given`, and return what it returns."""
    wrapped = (
        f"const [address, rest] = given; const {{ store }} = await import(address); return await (async (given) => {{ {body} }})(rest);"
    )
    return reader.run(wrapped, [store_script(host.folder), given])
