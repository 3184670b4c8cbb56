"""Vocabulary: the closed sets of words in records and options, and the defaults that the help shows.

Light to import: ``rusus --help`` needs nothing else of the library.
"""

from __future__ import annotations

from typing import Literal, get_args

BlockKind = Literal["headline", "byline", "dateline", "subheading", "paragraph", "list", "caption", "boilerplate"]
BLOCK_KINDS: tuple[BlockKind, ...] = get_args(BlockKind)
"""Kinds of block, in the order in which an article usually shows them."""

BODY_KINDS: tuple[BlockKind, ...] = ("paragraph", "list")
"""Kinds of block whose sentences a listing shows without being asked."""

Tag = Literal["quote", "statistic", "claim"]
TAGS: tuple[Tag, ...] = get_args(Tag)
"""The tags of a sentence, the leading one first where several hold."""

ScoreName = Literal["check_first", "claim", "check_worthy", "opinion", "subjective", "prediction"]
SCORE_NAMES: tuple[ScoreName, ...] = get_args(ScoreName)
"""The scores of a sentence, each a probability."""

QuotationKind = Literal["direct", "indirect", "mixed"]

ResolvedPlace = Literal["instead", "before", "after"]
"""Where what an expression means is put in: instead of a pronoun, before a surname, after a description or a date."""

AttributionType = Literal["communication", "attitude", "factive", "control"]
"""What a cue says of its content (Penn Discourse Treebank): it was said, believed, known, or asked for and planned."""

QuantityKind = Literal[
    "money", "percent", "percentage point", "basis point", "index points", "count", "number", "measure", "duration",
    "ratio", "rank", "multiple", "age", "score",
]  # fmt: skip
QUANTITY_KINDS: tuple[QuantityKind, ...] = get_args(QuantityKind)

Comparator = Literal["=", "~", ">", "<"]
"""Exactly, about, more than, less than."""

Trend = Literal["up", "down"]

Markup = Literal["plain", "markdown"]
MARKUPS: tuple[Markup, ...] = get_args(Markup)
"""How a text is written."""

Verdict = Literal["same", "close", "attribution_differs", "numbers_disagree", "contradicts", "quote_altered"]
MATCH_VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
"""What a match may say of its two sentences, the gravest last."""

AGREEING: tuple[Verdict, ...] = ("same", "close")
"""Verdicts of sentences that agree: a table of matches only counts them unless it is asked for them."""

DifferenceKind = Literal[
    "number", "update", "currency", "unit", "order", "direction", "negation", "name", "quote", "speaker", "part",
    "words", "marks",
]  # fmt: skip
"""What sort of thing differs; an update is a number that has changed since; the last three are of wording."""

JudgementVerdict = Literal["quotation", "none", "accepted", "unlikely", "short", "overlapped", "direct"]
"""What becomes of a stretch between marks (the first two) or of a clause that may be reported."""

NumberVerdict = Literal["kept", "set aside", "left out"]
"""What becomes of a number: a statistic, a quantity that is none, no quantity."""

ListedKind = Literal["claims", "quotes", "statistics"]
"""The kinds of record that a document holds."""

RecordKind = Literal["claims", "quotes", "statistics", "match", "groups", "judgements", "decisions", "search"]
RECORD_KINDS: tuple[RecordKind, ...] = get_args(RecordKind)
"""The kinds of record that commands print."""

OutputFormat = Literal["table", "json", "jsonl", "csv", "tsv", "annotations", "label-studio", "doccano", "text"]
"""How records are printed; text is the article's text, and no records."""

WITH_TEXT: tuple[OutputFormat, ...] = ("annotations", "label-studio", "doccano")
"""Formats for other tools, which take the text of an article from what is printed."""

MATCH_THRESHOLD = 0.5
"""The score from which two sentences are taken to say the same thing.

Left out document by document, it finds 98.6 % of the pairs of verdicts_dev, and takes 1.6 % of 11,245 neighbouring
sentences for the same, most of them repeated headlines (docs/matching.md).
"""

LISTED_PROBABILITY = 0.5
"""The probability from which a reported clause is listed.

On held-back labels 0.5 lists 88.8 % right ones and 90.0 % of those that were listed before, when 65.4 % were right; 0.6
lists 90.2 % right ones and 88.2 % of those (docs/models/quotations.md).
"""

MAX_SIZE = 50_000_000
"""Bytes of a file that are read; chosen by hand, far above any article and most books."""
