"""What must not happen in a journey is seen in every engine when it does."""

from __future__ import annotations

from tests.browser.engines.host import Host
from tests.browser.engines.reader import Reader
from tests.browser.waiting import eventually

ELSEWHERE = "https://elsewhere.example/pixel.gif"


def test_a_request_to_another_host_is_stopped_seen_and_reported(reader: Reader, hosted: Host) -> None:
    reader.expects_errors = reader.expects_forbidden = True
    reader.open("/about/")
    reader.run("new Image().src = given;", ELSEWHERE)
    eventually(lambda: any("img-src" in what for what in reader.driver.seen().forbidden))
    eventually(lambda: any("img-src" in what and "elsewhere.example" in what for what in hosted.reports))


def test_an_error_in_a_page_is_seen(reader: Reader) -> None:
    reader.expects_errors = True
    reader.open("/about/")
    reader.run("setTimeout(() => { throw new Error('thrown by the test'); });")
    eventually(lambda: any("thrown by the test" in error for error in reader.driver.seen().errors))
