"""What a generated note is before it is written down in either form."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.generated import exercises, prose

FOOTNOTES = 6
NEW_SOURCES = 2
SECTIONS = 3
PARAGRAPHS = 4
"""In each section; all together about 1,200 words."""
TOPICS = (
    "listening, apology, debt, the body, groups, grief, teaching, medicine, neighbours, prayer, money, childhood, old age, power,"
    " silence, play, work, friendship, trust, advice, interdependence, shame, hope, language"
)
SERIES_EVERY, SERIES_PARTS = 26, 4
NEWEST = datetime.date(2026, 11, 23)
WEEK = datetime.timedelta(weeks=1)


@dataclass(frozen=True)
class Source:
    """A source by its key, as the fields of a record in CSL-YAML."""

    id: str
    type: str
    family: str
    given: str
    title: str
    publisher: str
    year: int


@dataclass(frozen=True)
class Note:
    """One week's note. Paragraphs hold `{n}` where footnote n, from 0, is referred to."""

    slug: str
    title: str
    date: datetime.date
    description: str
    topics: tuple[str, ...]
    series: str
    opening: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    footnotes: tuple[tuple[Source, int], ...]
    """Sources, and the page that is cited of each."""
    earlier: str
    """The slug of an earlier note that this one links to, or nothing."""
    exercises: tuple[exercises.Exercise, ...] = field(default=())


def notes(count: int, newest: datetime.date = NEWEST) -> Iterator[Note]:
    """Yield so many weekly notes, oldest first; the same for the same count and date, and each the same whatever the count."""
    pool: list[Source] = []
    for week in range(count):
        chance = random.Random(week)
        pool += [_source(chance, len(pool) + one) for one in range(NEW_SOURCES if week else FOOTNOTES)]
        yield _note(week, newest - (count - 1 - week) * WEEK, pool, chance)


def _note(week: int, date: datetime.date, pool: list[Source], chance: random.Random) -> Note:
    cited = [*pool[-NEW_SOURCES:], *chance.sample(pool[:-NEW_SOURCES], FOOTNOTES - NEW_SOURCES)]
    part = week % SERIES_EVERY
    return Note(
        slug=f"week-{week:04}",
        title=f"On {prose.phrase(chance, 3).lower()}, week {week}",
        date=date,
        description=prose.sentence(chance),
        topics=tuple(chance.sample(TOPICS.split(", "), 2)),
        series=f"Series {week // SERIES_EVERY}" if part < SERIES_PARTS else "",
        opening=prose.paragraph(chance),
        sections=tuple((prose.phrase(chance, 3), _paragraphs(section, chance)) for section in range(SECTIONS)),
        footnotes=tuple((source, chance.randint(1, 400)) for source in cited),
        earlier=f"week-{chance.randrange(week):04}" if week and chance.random() < 0.5 else "",
        exercises=exercises.of_week(week, chance),
    )


def _paragraphs(section: int, chance: random.Random) -> tuple[str, ...]:
    """Return the paragraphs of a section; the first two end in the section's footnotes."""
    said = [prose.paragraph(chance) for _ in range(PARAGRAPHS)]
    return tuple(f"{one}{{{2 * section + at}}}" if at < FOOTNOTES // SECTIONS else one for at, one in enumerate(said))


def _source(chance: random.Random, number: int) -> Source:
    family, given, publisher = (prose.phrase(chance, 1) for _ in range(3))
    kind = chance.choice(("book", "book", "article-journal", "webpage"))
    return Source(f"source-{number:05}", kind, family, given, prose.phrase(chance, 5), publisher, chance.randint(1900, 2026))
