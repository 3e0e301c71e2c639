"""What is no YAML is said in the words of those who write it, with a mend."""

from __future__ import annotations

import re

import pytest

from reflect.problems import WritingError
from reflect.reading import read_yaml

OF_PARSERS = re.compile(r"token|scalar|mapping|sequence|alias|stream|block|node|Error\b|character", re.IGNORECASE)
SPOILT = {
    "title: One: two": "': ' stands in a text",
    "tags: [one, two": "what begins with '[' has no ']' at its end",
    "item: {id: one": "what begins with '{' has no '}' at its end",
    "items:\n  - one\n two: three": "the line begins further left or further right",
    "  id: one\n title: two": "the line begins further left or further right",
    "title: 'one": "quotes are opened and not closed",
    'title: "a \\q"': "a backslash stands in double quotes",
    "title: *one": "a text begins with '*'",
    "title: @one": "a text begins with a sign that no text begins with here",
    "title: one\nwords\nminutes: 2": "a line before this one has neither a name",
    "title: one\n---\nminutes: 2": "a line of '---' stands in the middle",
    "items: - one": "a list begins in the line of its name",
    "title: 'it's'": "something stands after the quotes that end a text",
    "title: >one\n two": "a text stands in the line of '>' or '|'",
    "title: ]": "a text is missing here",
    "<<: one": "'<<' takes over what has a name",
    "title: \x01": "check the indentation",
    "minutes: !!int two": "check the indentation",
}


@pytest.mark.parametrize("text", SPOILT)
def test_what_is_no_yaml_is_said_without_the_words_of_parsers(text: str) -> None:
    with pytest.raises(WritingError) as raised:
        read_yaml(text.encode(), "notes.yml")
    said = str(raised.value)
    assert re.match(r"notes\.yml:\d+:\d+: this is not YAML[:;] ", said)
    assert SPOILT[text] in said
    assert not OF_PARSERS.search(said)
