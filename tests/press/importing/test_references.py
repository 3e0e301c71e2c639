"""A note that cites is read into a record when every word of it has its place, and left alone when not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.csl import record_problems
from press.importing.people import people
from press.importing.references import CLOSE, OPEN, read_reference
from press.importing.sources import matching
from tests.press.importing.corpus import CORPUS


def italic(text: str) -> str:
    """Return text with what stands between asterisks marked as italics."""
    for sign in (OPEN, CLOSE) * text.count("*"):
        text = text.replace("*", sign, 1)
    return text


READ: dict[str, tuple[str, dict[str, Any], str]] = {
    "book": (
        "Carl Rogers, *On Becoming a Person* (Boston: Houghton Mifflin, 1961), 17–18.",
        {
            "type": "book",
            "author": [{"family": "Rogers", "given": "Carl"}],
            "title": "On Becoming a Person",
            "publisher": "Houghton Mifflin",
            "publisher-place": "Boston",
        },
        "17–18",
    ),
    "book-without-italics": (
        "Thomas Lewis, Fari Amini, and Richard Lannon, A General Theory of Love (New York: Random House, 2000), p. 86.",
        {"type": "book", "title": "A General Theory of Love", "publisher": "Random House"},
        "86",
    ),
    "translated": (
        "Martin Buber, *I and Thou*, trans. Walter Kaufmann (New York: Charles Scribner’s Sons, 1970), 62.",
        {"type": "book", "translator": [{"family": "Kaufmann", "given": "Walter"}], "publisher": "Charles Scribner’s Sons"},
        "62",
    ),
    "edition": (
        "Irvin D. Yalom, *The Theory and Practice of Group Psychotherapy*, 5th ed. (New York: Basic Books, 2005), 4.",
        {"type": "book", "edition": "5", "author": [{"family": "Yalom", "given": "Irvin D."}]},
        "4",
    ),
    "article": (
        "James A. Coan, Hillary S. Schaefer, and Richard J. Davidson, “Lending a Hand: Social Regulation of the Neural Response to Threat,” *Psychological Science* 17, no. 12 (2006): 1032–39.",
        {"type": "article-journal", "container-title": "Psychological Science", "volume": "17", "issue": "12", "page": "1032–39"},
        "",
    ),
    "article-at-a-page": (
        "Ruth Feldman, “Parent–Infant Synchrony,” *Journal of Child Psychology and Psychiatry* 48 (2007): 330. https://doi.org/10.1111/j.1469-7610.2006.01701.x",
        {"type": "article-journal", "DOI": "10.1111/j.1469-7610.2006.01701.x", "title": "Parent–Infant Synchrony"},
        "330",
    ),
    "apa-article": (
        "Holt-Lunstad, J., Smith, T. B., & Layton, J. B. (2010). Social relationships and mortality risk. *PLoS Medicine, 7*(7), e1000316.",
        {"type": "article-journal", "container-title": "PLoS Medicine", "volume": "7", "issue": "7", "page": "e1000316"},
        "",
    ),
    "apa-book": (
        "Bowlby, J. (1988). *A Secure Base*. London: Routledge.",
        {"type": "book", "publisher": "Routledge", "publisher-place": "London", "title": "A Secure Base"},
        "",
    ),
    "report": (
        "World Health Organization, *World Mental Health Report* (Geneva: World Health Organization, 2022), 12.",
        {"type": "report", "author": [{"literal": "World Health Organization"}], "title": "World Mental Health Report"},
        "12",
    ),
    "chapter": (
        "D. W. Winnicott, “The Capacity to Be Alone,” in *The Maturational Processes and the Facilitating Environment* (London: Hogarth Press, 1965), 29–36.",
        {
            "type": "chapter",
            "container-title": "The Maturational Processes and the Facilitating Environment",
            "title": "The Capacity to Be Alone",
        },
        "29–36",
    ),
    "magazine": (
        "Atul Gawande, “Letting Go,” *The New Yorker*, August 2, 2010.",
        {"type": "article-magazine", "container-title": "The New Yorker", "issued": {"date-parts": [[2010, 8, 2]]}},
        "",
    ),
    "nested-quotation-marks": (
        "Edward Tronick, “The ‘Still Face’ Experiment,” *Child Development* 51, no. 1 (1980): 3–4.",
        {"title": "The ‘Still Face’ Experiment"},
        "",
    ),
    "particle": (
        "Bessel van der Kolk, *The Body Keeps the Score* (New York: Viking, 2014), 80.",
        {"author": [{"family": "van der Kolk", "given": "Bessel"}]},
        "80",
    ),
}


@pytest.mark.parametrize("case", READ)
def test_a_reference_is_read(case: str) -> None:
    text, fields, page = READ[case]
    found = read_reference(italic(text))
    assert found is not None
    assert {key: found.record.get(key) for key in fields} == fields
    assert found.page == page
    assert not found.is_short
    assert list(record_problems({"id": "made", **found.record})) == []


def test_words_before_the_reference_are_kept() -> None:
    found = read_reference(italic("See also Carl Rogers, *On Becoming a Person* (Boston: Houghton Mifflin, 1961), 17."))
    assert found is not None
    assert found.lead == "See also"


def test_what_is_quoted_in_a_book_is_read_with_it() -> None:
    found = read_reference(
        italic("World Health Organization, 2011, quoted in Johann Hari, *Lost Connections* (New York: Bloomsbury, 2018), 256.")
    )
    assert found is not None
    assert found.inner is not None
    assert (found.inner.record["author"], found.record["title"], found.page) == (
        [{"literal": "World Health Organization"}],
        "Lost Connections",
        "256",
    )


@pytest.mark.parametrize("text", ["Ibid.", "Ibid", "Ibid., 88.", "ibid., p. 88"])
def test_ibid_is_read(text: str) -> None:
    found = read_reference(text)
    assert found is not None
    assert found.is_ibid
    assert found.page in ("", "88")


@pytest.mark.parametrize(
    "text",
    [
        "My grandmother said so.",
        "“She told me, ‘It’s “only” weather,’ and shut the window,” as my brother puts it.",
        "Carl Rogers, On Becoming a Person (Boston: Houghton Mifflin, 1961), 17, which I read twice.",
        "I owe this to a long walk, and to Rogers (1961), whom I misread.",
        "",
        "()",
        "*",
    ],
)
def test_a_note_with_words_to_spare_is_left_alone(text: str) -> None:
    found = read_reference(italic(text))
    assert found is None or found.is_short


KNOWN: dict[str, dict[str, Any]] = {
    "lewis-2000": {
        "title": "A General Theory of Love",
        "author": [{"family": "Lewis"}, {"family": "Amini"}, {"family": "Lannon"}],
        "issued": {"date-parts": [[2000]]},
    },
    "coan-2006": {"title": "Lending a Hand: Social Regulation", "author": [{"family": "Coan"}], "DOI": "10.1111/J.1467"},
    "coan-2017": {"title": "Relationship Status and Perceived Support", "author": [{"family": "Coan"}]},
}


@pytest.mark.parametrize(
    ("record", "is_short", "key"),
    [
        ({"title": "a general theory of love", "author": [{"family": "Lewis"}]}, False, "lewis-2000"),
        ({"title": "Lending a Hand", "author": [{"family": "Coan"}]}, False, "coan-2006"),
        ({"title": "Something else", "DOI": "10.1111/j.1467", "author": [{"family": "Other"}]}, False, "coan-2006"),
        ({"title": "General Theory", "author": [{"family": "Lewis"}]}, True, "lewis-2000"),
        ({"title": "General Theory", "author": [{"family": "Lewis"}]}, False, ""),
        ({"title": "A General Theory of Love", "author": [{"family": "Rogers"}]}, False, ""),
    ],
)
def test_a_record_is_matched_by_title_and_author(record: dict[str, Any], is_short: bool, key: str) -> None:
    assert matching(record, KNOWN, is_short=is_short) == key


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Thomas Lewis, Fari Amini, and Richard Lannon", ["Lewis", "Amini", "Lannon"]),
        ("Lewis, T., Amini, F., & Lannon, R.", ["Lewis", "Amini", "Lannon"]),
        ("James A. Coan et al.", ["Coan"]),
        ("Robert D. Stolorow & George E. Atwood", ["Stolorow", "Atwood"]),
        ("Department of Health", ["Department of Health"]),
    ],
)
def test_names_are_read(text: str, names: list[str]) -> None:
    assert [one.get("family") or one["literal"] for one in people(text) or []] == names


@given(st.text(max_size=80))
def test_any_text_is_read_or_left_without_failing(text: str) -> None:
    read_reference(text)


def test_the_corpus_is_there() -> None:
    assert len(list(CORPUS.iterdir())) >= 30
