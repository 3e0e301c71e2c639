"""A note is read aloud by a voice of the reader's own device, a sentence at a time, and shown as it goes.

The browsers of these tests have no voices. A stand-in for `speechSynthesis` is put in before the page's own scripts
run: it keeps what it is given to say, says nothing, and ends a sentence when the test tells it to.
"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.server import StaticServer
from tests.browser.test_pages import violations

NOTE = "/notes/co-regulation/"
VOICES = """[
  {name: "Far", lang: "en-GB", localService: false, default: true},
  {name: "Other", lang: "de-DE", localService: true, default: false},
  {name: "Near", lang: "en_GB", localService: true, default: false},
]"""
STAND_IN = """
class Voices extends EventTarget {
  said = [];
  voices = %s;
  getVoices() { return this.voices; }
  speak(utterance) { this.said.push(utterance.text); this.voice = utterance.voice.name; this.current = utterance; }
  cancel() { const one = this.current; this.current = null; one?.onerror?.({error: "canceled"}); }
  end() { const one = this.current; this.current = null; one.onend(); }
  fail() { const one = this.current; this.current = null; one.onerror({error: "synthesis-failed"}); }
  change(voices) { this.voices = voices; this.dispatchEvent(new Event("voiceschanged")); }
}
Object.defineProperty(window, "speechSynthesis", {value: new Voices(), configurable: true});
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""


@pytest.fixture
def listening(site_url: str, open_page: OpenPage) -> Any:
    """A function that opens the note in a browser with these voices."""

    def opened(voices: str = VOICES, more: str = "", **options: Any) -> Page:
        page = open_page(f"{site_url}/404.html", **options)
        context: BrowserContext = page.context
        context.add_init_script(STAND_IN % voices + more)
        page.goto(site_url + NOTE)
        return page

    return opened


def said(page: Page) -> list[str]:
    sentences: list[str] = page.evaluate("speechSynthesis.said")
    return sentences


def start(page: Page) -> None:
    page.get_by_role("button", name="Listen").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()


def end_sentences(page: Page, count: int) -> None:
    for _ in range(count):
        page.evaluate("speechSynthesis.end()")


def test_without_voices_there_is_no_button(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NOTE)
    page.locator("listen-note:defined").wait_for(state="attached")
    assert page.evaluate("speechSynthesis.getVoices().length") == 0
    expect(page.locator("listen-note")).to_be_empty()


@pytest.mark.parametrize(
    "voices",
    [
        pytest.param('[{name: "Far", lang: "en-GB", localService: false, default: true}]', id="only-remote"),
        pytest.param('[{name: "Other", lang: "de-DE", localService: true, default: true}]', id="only-another-language"),
    ],
)
def test_without_a_voice_of_the_device_for_the_language_there_is_no_button(voices: str, listening: Any) -> None:
    page = listening(voices)
    page.locator("listen-note:defined").wait_for(state="attached")
    expect(page.locator("listen-note")).to_be_empty()


def test_without_speech_at_all_there_is_no_button(listening: Any) -> None:
    page = listening(more="delete window.speechSynthesis; delete Window.prototype.speechSynthesis;")
    page.locator("listen-note:defined").wait_for(state="attached")
    expect(page.locator("listen-note")).to_be_empty()


def test_voices_that_are_found_late_bring_the_button_without_moving_anything(listening: Any) -> None:
    page = listening("[]")
    page.locator("listen-note:defined").wait_for(state="attached")
    where = (
        "document.querySelector('.prose').getBoundingClientRect().top + document.querySelector('.tools__links').getBoundingClientRect().x"
    )
    before = page.evaluate(where)
    page.evaluate(f"speechSynthesis.change({VOICES})")
    expect(page.get_by_role("button", name="Listen")).to_be_visible()
    assert page.evaluate(where) == before
    page.evaluate("speechSynthesis.change([])")
    expect(page.get_by_role("button", name="Listen")).to_have_count(0)


def test_it_reads_title_and_text_by_sentences_without_the_numbers_of_footnotes(listening: Any) -> None:
    page = listening()
    start(page)
    end_sentences(page, 6)
    sentences = said(page)
    assert sentences[:3] == [
        "Co-regulation",
        "A child falls in the playground, looks round, and decides from a face whether to cry.",
        "Adults do the same with better camouflage.",
    ]
    assert sentences[4].endswith("tends to bring both back toward a steady state.")
    assert sentences[5] == "It begins early."
    assert page.evaluate("speechSynthesis.voice") == "Near"


def test_it_reads_to_the_end_names_exercises_and_skips_their_questions_and_the_sources(listening: Any) -> None:
    page = listening()
    start(page)
    while page.evaluate("speechSynthesis.current !== null"):
        end_sentences(page, 1)
    sentences = said(page)
    assert "Here stands an exercise: What steadies you?" in sentences
    assert sentences[-2:] != sentences[-1:]
    assert not [one for one in sentences if "Walking outdoors" in one or "doi.org" in one or "Saved" in one]
    assert "Ask what happened to your own breathing." in sentences
    expect(page.get_by_role("button", name="Listen")).to_be_visible()
    expect(page.get_by_role("button", name="Stop")).to_have_count(0)


ODD = """<ul><li>An item.<ul><li><p>One in it.</p></li></ul></li></ul><dl><dt>A term.</dt><dd><p>What it means.</p></dd></dl>
<table><tr><th>A head.</th><td>Ten to the 10<sup>2</sup>.</td></tr></table><figure><figcaption><p>A caption.</p></figcaption></figure>"""


def test_lists_terms_tables_and_captions_are_each_read_once(site_server: StaticServer, open_page: OpenPage) -> None:
    page = open_page(site_server.url + NOTE, bypass_csp=True)
    (module,) = (site_server.folder / "assets" / "note").glob("sentences.*.js")
    script = """async ([module, html]) => {
      const page = document.createElement("article");
      page.innerHTML = `<div class="prose">${html}</div>`;
      document.body.append(page);
      return (await import(`/assets/note/${module}`)).sentencesOf(page).map(({ text }) => text);
    }"""
    read = ["An item.", "One in it.", "A term.", "What it means.", "A head.", "Ten to the 102.", "A caption."]
    assert page.evaluate(script, [module.name, ODD]) == read


def test_the_sentence_is_marked_and_followed(listening: Any) -> None:
    page = listening(viewport={"width": 390, "height": 600})
    start(page)
    marked = "[...(CSS.highlights.get('spoken') ?? [])].map(String).join()"
    for _ in range(12):
        end_sentences(page, 1)
        text = page.evaluate(marked)
        assert text.replace("\n", " ").split("state.")[0] in said(page)[-1]
    box = page.evaluate("[...CSS.highlights.get('spoken')][0].getBoundingClientRect().toJSON()")
    assert 0 <= box["top"] < 600


def test_a_reader_who_scrolled_away_is_left_there(listening: Any) -> None:
    page = listening(viewport={"width": 390, "height": 600})
    start(page)
    end_sentences(page, 3)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    before = page.evaluate("scrollY")
    end_sentences(page, 3)
    assert page.evaluate("scrollY") == before


def test_where_sentences_cannot_be_marked_their_paragraph_is(listening: Any) -> None:
    page = listening(more="delete window.Highlight;")
    start(page)
    end_sentences(page, 1)
    expect(page.locator("[data-spoken]")).to_have_count(1)
    expect(page.locator("[data-spoken]")).to_contain_text("A child falls")
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("[data-spoken]")).to_have_count(0)


def test_it_pauses_goes_on_with_the_same_sentence_and_stops(listening: Any) -> None:
    page = listening()
    start(page)
    end_sentences(page, 2)
    page.get_by_role("button", name="Pause").press("Enter")
    expect(page.get_by_role("button", name="Go on")).to_be_focused()
    assert page.evaluate("speechSynthesis.current") is None
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    assert said(page)[-1] == said(page)[-2]
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("button", name="Listen")).to_be_focused()
    assert page.evaluate("speechSynthesis.current") is None
    assert page.evaluate("CSS.highlights.has('spoken')") is False
    start(page)
    assert said(page)[-1] == "Co-regulation"


def test_leaving_the_page_falls_silent(listening: Any) -> None:
    page = listening()
    start(page)
    end_sentences(page, 1)
    page.get_by_role("link", name="Earlier note").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The Interpersonal Field")
    assert page.evaluate("speechSynthesis.current") is None
    assert page.evaluate("CSS.highlights.has('spoken')") is False
    start(page)
    assert said(page)[-1] == "The Interpersonal Field"


def test_a_voice_that_breaks_off_is_said_and_can_go_on(listening: Any) -> None:
    page = listening()
    start(page)
    end_sentences(page, 1)
    page.evaluate("speechSynthesis.fail()")
    expect(page.get_by_role("status").filter(has_text="The voice broke off.")).to_be_visible()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    assert said(page)[-1] == said(page)[-2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible_while_it_reads_on_a_narrow_screen(scheme: str, listening: Any) -> None:
    page = listening(viewport={"width": 320, "height": 700}, color_scheme=scheme)
    start(page)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
