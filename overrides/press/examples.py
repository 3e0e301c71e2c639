"""What a new note begins with: words in place of its own, and one example of each kind of exercise with comments for its writer."""

from __future__ import annotations

DESCRIPTION = "One sentence for search results and shared links."
FIRST_PARAGRAPH = "The first paragraph, which lists of notes show."
TEXT = "The note. Cite in a footnote, by a key of docs/sources.yml."
"""What a new note says until its writer says something else."""
EXAMPLES = {
    "sort": """\
  # sort: cards to put on piles. No pile is right; a reflection is chosen by where most cards lie.
  - id: what-to-do-with-it  # its name for ever: answers are kept under it, so never change it
    kind: sort
    title: What would you do with it?
    minutes: 2
    intro: Put each card where it belongs in your own life just now. A card may stay where it is.
    piles:
      - {id: keep, label: Keep}
      - {id: share, label: Share}
      - {id: aside, label: Not in my life, aside: true}  # aside: not counted
    cards:
      - {id: worry, text: A worry, note: Shown when the card has been placed.}
      - {id: task, text: A task, note: One sentence is enough.}
    reflection:
      mostly:  # a sentence for a pile that holds the most; {keep} and {placed} become numbers
        keep: "You keep {keep} of {placed}."
      mixed: "{keep} kept, {share} shared."
""",
    "circles": """\
  # circles: rings from near to far, each with how it is and who is there.
  - id: round-me
    kind: circles
    title: How is it round me?
    minutes: 3
    levels:
      - {id: well, label: At ease}
      - {id: strained, label: Strained}
    circles:  # from the inside outwards; someone: false asks for no name
      - {id: body, label: My body, someone: false}
      - {id: near, label: People near me}
      - {id: far, label: People far away}
    reflection:
      opening: "Just now: {summary}."
      strained: Most strain is in {strained}. Could someone in {nearest_well} know?
      unvisited: You skipped {unvisited}.
      closing: May {names} be well.
      closing_unnamed: May all be well.
""",
    "scale": """\
  # scale: sentences that are more or less true. It must say where its items come from (provenance).
  - id: how-true
    kind: scale
    title: How true is it?
    minutes: 2
    levels: {first: 1, last: 5, low: Not at all true, high: Very true}
    items:
      - {id: easy, text: Asking comes easily to me., scale: ease}
      - {id: hard, text: I put off asking., scale: ease, reverse: true}  # reverse: low counts as high
    scales:
      ease: {label: Ease}
    bands:  # from low to high; the last one reaches the highest level
      - {upto: 2.5, label: little, text: is little at present}
      - {upto: 5, label: much, text: is much at present}
    reflection:
      closing: What would make it a little easier?
    provenance: Items written for this note. Not a validated instrument.
""",
    "words": """\
  # words: a few sentences, whose words are then counted by groups.
  - id: in-your-words
    kind: words
    title: In your own words
    minutes: 4
    intro: Write four or five sentences about an hour with someone. They stay on this device.
    minimum_words: 20
    groups:
      i: {label: "I, me, my", words: [i, me, my, i’m, i’ve]}
      we: {label: "we, us, our", words: [we, us, our, we’re, we’ve]}
    reflection:
      counts: "In {words} words: {i} I, {we} we."
      mostly:
        i: The story is told mostly from inside one person.
        we: You tell it as something that happens between you.
      balanced: Neither word runs the story.
""",
    "plan": """\
  # plan: gaps that make up one sentence to carry out.
  - id: when-then
    kind: plan
    title: When, then
    minutes: 2
    gaps:
      - {id: when, label: When it is next…, hint: "washing up, walking home"}
      - {id: do, label: What I will do, rows: 2}
    sentence: When it is {when}, I will {do}.
    reflection:
      closing: Read it once more before you leave the page.
    review: {ask_again_days: 7, question: Did the moment come? What happened?}  # asks again after these days
""",
    "recall": """\
  # recall: what did the note say? The only kind with answers; each says its reason and its evidence.
  - id: what-the-note-says
    kind: recall
    title: What did the note say?
    minutes: 2
    items:
      - id: which
        form: choice  # or: order, match, blank
        question: Which of the two did the note call a beginning?
        options:
          - {id: telling, text: Telling someone, right: true, why: It said so in so many words.}
          - {id: waiting, text: Waiting, why: It named that as what usually happens.}
        evidence: {note: $NOTE}  # or {source: a-key-of-sources.yml, page: "86"}
    review: {schedule: spaced}  # comes back at growing intervals
""",
    "closeness": """\
  # closeness: seven pictures of two circles, now and wished. It must say where it comes from (provenance).
  - id: how-near
    kind: closeness
    title: How near?
    minutes: 1
    intro: Think of one person. Choose how the two of you are now, then how you would like to be.
    other_label: Who (a name or initial, if you like)
    questions:
      - {id: now, label: How we are now}
      - {id: wished, label: How I would like us to be}
    steps: 7
    reflection:
      same: What is and what you wish lie together.
      closer: You would like to be {difference} nearer.
      further: You would like {difference} more room.
    provenance: After picture scales of overlapping circles. The drawings here are our own.
""",
    "prompt": """\
  # prompt: questions to write to. What may stir something up says that it can be skipped.
  - id: write-to-it
    kind: prompt
    title: Write to it
    minutes: 5
    intro: Skip any question that you would rather leave.
    questions:
      - {id: scene, text: "Who was there, and what was it about?", rows: 2}
      - {id: again, text: What would you say now?, rows: 3}
    reflection:
      closing: Read it back once, slowly.
""",
    "rank": """\
  # rank: options to put in order, or to leave out. Each belongs to one of the circles that the reflection speaks to.
  - id: what-comes-first
    kind: rank
    title: What comes first?
    minutes: 2
    options:
      - {id: voice, text: A familiar voice, circle: others}
      - {id: walk, text: A walk, circle: world}
      - {id: breath, text: My own breathing, circle: self}
    reflection:
      others: Others come first for you. Do they know?
      world: The world outside comes first.
      self: You begin with yourself.
""",
    "ratings": """\
  # ratings: two moments, rated alike, and what lies between them.
  - id: before-and-after
    kind: ratings
    title: Before and after
    minutes: 2
    moments:
      - {id: before, label: Before}
      - {id: after, label: After}
    ratings:
      - {id: breath, label: Breath, low: Tight, high: Easy}
      - {id: company, label: Company, low: Alone, high: Together}
    levels: {first: 1, last: 7}
    reflection:
      up: You came out of it with more {up}.
      down: It cost you {down}.
      level: You came out about as you went in.
""",
}
"""The YAML of each kind's example, as an entry of the list of exercises; $NOTE stands for the note's name."""
