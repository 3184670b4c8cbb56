"""The parts of an article as frozen dataclasses: standoff annotations of a text that nothing rewrites.

Offsets are 0-based, half-open counts of Unicode code points, and ``text[start:end]`` is the text of
whatever carries them.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rusus.vocabulary import (
    LISTED_PROBABILITY,
    SCORE_NAMES,
    AttributionType,
    BlockKind,
    Comparator,
    DifferenceKind,
    ListedKind,
    Markup,
    QuantityKind,
    QuotationKind,
    ResolvedPlace,
    ScoreName,
    Tag,
    Trend,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A headline, a paragraph or another block; ``dateline`` is the part of a paragraph that names place and agency."""

    start: int
    end: int
    text: str
    kind: BlockKind
    dateline: Span | None = None


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words and marks in parallel sequences, in text order (columns, because a million small objects are slow)."""

    words: Sequence[str]
    lowers: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]

    def __len__(self) -> int:
        return len(self.words)


@dataclass(frozen=True, slots=True)
class SentenceSpan:
    """A sentence before it is tagged: its offsets, the index of its block, and its tokens ``[first, last)``."""

    start: int
    end: int
    block: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class NameIndex:
    """What capitals do not tell of an article's words, by token.

    ``names``, in order: names whose capital their place explains (Hill said), or that are mostly other words (Mrs May).
    ``plain``: words whose capital their place explains, and that are no names.
    """

    names: tuple[int, ...] = ()
    plain: frozenset[int] = frozenset()

    def is_name(self, token: int) -> bool:
        """True if a token is among the names."""
        i = bisect_left(self.names, token)
        return i < len(self.names) and self.names[i] == token


@dataclass(frozen=True, slots=True)
class Segmentation:
    """A text cut into blocks, sentences and tokens, with its names indexed: what every analysis reads."""

    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[SentenceSpan, ...]
    tokens: Tokens
    index: NameIndex = NameIndex()

    def span(self, start: int, end: int) -> Span:
        """Returns the characters ``[start, end)`` of the text."""
        return Span(start, end, self.text[start:end])

    def names_in(self, first: int, last: int) -> list[int]:
        """Returns the indexed names among the tokens ``[first, last)``, counted from ``first``."""
        names = self.index.names
        return [i - first for i in names[bisect_left(names, first) : bisect_left(names, last)]]

    def token_span(self, first: int, last: int) -> Span:
        """Returns the text from token ``first`` up to token ``last``, which is not part of it."""
        return self.span(self.tokens.starts[first], self.tokens.ends[last - 1])


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody said or believes (PARC 3): content, source and cue.

    ``spans`` are the pieces of the content without quotation marks, ``start`` and ``end`` their hull;
    ``kind`` is direct, indirect or mixed; ``source`` is as written, ``speaker`` the resolved name and ``speaker_role``
    the description that the article gives ("council leader"). ``type`` is that of the attribution, ``probability`` that
    it is one at all, ``speaker_probability`` that of the speaker being the right one, None where there is none.
    """

    start: int
    end: int
    text: str
    kind: QuotationKind
    spans: tuple[Span, ...]
    source: Span | None = None
    speaker: str | None = None
    cue: Span | None = None
    type: AttributionType = "communication"
    probability: float = 1.0
    speaker_role: str | None = None
    speaker_probability: float | None = None

    @property
    def listed(self) -> bool:
        """True of what listings show: a likely attribution that is no request, order or plan without quoted words."""
        return self.probability >= LISTED_PROBABILITY and (self.type != "control" or self.kind != "indirect")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit (MeasEval, CQE).

    Either ``value`` is set, or ``low`` and ``high`` of a range, or ``before`` and ``after`` of a change,
    all after scaling (96.1 billion is 96100000000). ``precision`` is the size of the last written digit
    (1e8 for 96.1 billion), ``of`` what is measured or counted, ``period`` the date or time it belongs to, and
    ``evidence`` is true of a statistic and false of a bare small count, an age or a score.
    """

    start: int
    end: int
    text: str
    kind: QuantityKind
    value: float | None = None
    low: float | None = None
    high: float | None = None
    before: float | None = None
    after: float | None = None
    unit: str = ""
    precision: float | None = None
    comparator: Comparator = "="
    trend: Trend | None = None
    of: Span | None = None
    period: Span | None = None
    evidence: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Scores(Mapping[ScoreName, float]):
    """The scores of a sentence by name, each a probability; equal to a dict with the same values."""

    check_first: float
    claim: float
    check_worthy: float
    opinion: float
    subjective: float
    prediction: float

    def __getitem__(self, name: ScoreName) -> float:
        if name not in SCORE_NAMES:
            raise KeyError(name)
        score: float = getattr(self, name)
        return score

    def __iter__(self) -> Iterator[ScoreName]:
        return iter(SCORE_NAMES)

    def __len__(self) -> int:
        return len(SCORE_NAMES)

    def __hash__(self) -> int:
        return hash(tuple(self.values()))


@dataclass(frozen=True, slots=True)
class Resolved:
    """An expression that does not stand alone, and the words that say what it means.

    ``inserted`` goes instead of a pronoun, before a surname or after a description or a date, in square brackets.
    ``mention`` is where the article has them, None for a date that follows from its own.
    """

    start: int
    end: int
    text: str
    inserted: str
    mention: Span | None
    probability: float
    place: ResolvedPlace


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its tags, its scores and the attribution that covers most of it.

    ``claim_kind`` is what kind of claim it makes (``claim_kinds.KINDS``), where it makes one and a kind fits;
    ``resolved`` is what would be lost if it stood alone, in text order.
    """

    start: int
    end: int
    text: str
    block: BlockKind
    tag: Tag | None
    tags: tuple[Tag, ...]
    scores: Scores
    source: Span | None = None
    speaker: str | None = None
    cue: Span | None = None
    claim_kind: str | None = None
    resolved: tuple[Resolved, ...] = ()

    @property
    def standalone(self) -> str | None:
        """The sentence with what it needs in square brackets, None where nothing is needed or nothing is sure."""
        from rusus.standalone.brackets import with_brackets

        return with_brackets(self.text, self.start, self.resolved) if self.resolved else None

    @property
    def id(self) -> str:
        """The id that records have: a hash of the normalized text, the same for the same words in every article."""
        from rusus.text.normalization import sentence_id

        return sentence_id(self.text)


@dataclass(frozen=True, slots=True, repr=False)
class Document:
    """An article and everything found in it, each list in text order."""

    text: str
    name: str | None = None
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    asides: tuple[Quantity, ...] = ()
    """The scores of matches and ages without a unit (Jane Roe, 42): read, and listed only on request."""
    date: str | None = None
    """The day on which it was published, where known, as ISO date."""
    markup: Markup = "plain"
    """How the text is written; ``explain`` and the like read it so again."""

    def __repr__(self) -> str:
        """Returns the name and what was found, in a line: an article does not print itself."""
        found = {"sentence": self.sentences, "quotation": self.quotations, "statistic": self.statistics}
        counts = [f"{len(each)} {name}{'' if len(each) == 1 else 's'}" for name, each in found.items()]
        return f"Document({', '.join([repr(self.name), *counts])})"

    @property
    def statistics(self) -> tuple[Quantity, ...]:
        """The quantities that are evidence."""
        return tuple(quantity for quantity in self.quantities if quantity.evidence)

    def quotations_in(self, sentence: Sentence) -> tuple[Quotation, ...]:
        """Returns the quotations that lie in a sentence or reach into it, those that listings leave out among them."""
        return tuple(each for each in self.quotations if each.start < sentence.end and sentence.start < each.end)

    def quantities_in(self, sentence: Sentence) -> tuple[Quantity, ...]:
        """Returns the quantities in a sentence, statistics and others."""
        return tuple(each for each in self.quantities if sentence.start <= each.start < sentence.end)

    def records(self, kind: ListedKind, include_all: bool = False) -> list[Mapping[str, Any]]:
        """Returns the records that ``rusus claims``, ``quotes`` or ``statistics`` print of the document.

        ``include_all`` takes in what a listing leaves out, as ``--all`` does. ``rusus schema`` describes the keys.
        Raises ValueError for any other kind.
        """
        from rusus.output.records import LISTINGS

        if kind not in LISTINGS:
            raise ValueError(f"there are no records {kind!r}: choose one of {', '.join(LISTINGS)}")
        return list(LISTINGS[kind](self, include_all))

    def to_displacy(self) -> dict[str, Any]:
        """Returns the claims, quotes and statistics for spaCy: ``displacy.render(…, style="span", manual=True)``."""
        from rusus.output.notebook import displacy_spans

        return displacy_spans(self)

    def _repr_html_(self) -> str:
        """Returns the article with its marks, as notebooks show it."""
        from rusus.output.notebook import notebook_html

        return notebook_html(self)

    def to_dict(self) -> dict[str, Any]:
        """Returns the document as plain dicts, lists, strings and numbers: ``from_dict`` makes it again."""
        from rusus.plain import to_plain

        return to_plain(self)

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Document:
        """Makes a document from what ``to_dict`` returned, or from that after a way through JSON."""
        from rusus.plain import from_plain

        return from_plain(plain)

    def to_json(self) -> str:
        """Returns the document as JSON on one line: ``from_json`` makes it again."""
        return json.dumps(self.to_dict())

    @classmethod
    def from_json(cls, content: str | bytes) -> Document:
        """Makes a document from what ``to_json`` returned."""
        return cls.from_dict(json.loads(content))


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two matching sentences, each side in its own words; empty where it has none."""

    kind: DifferenceKind
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Match:
    """A sentence of ours and its counterpart in another article or an archive of known claims.

    ``score`` is the calibrated probability that both say the same thing, ``verdict`` the gravest of
    MATCH_VERDICTS that holds, and every difference stands in ``differences``. A known claim has the
    archive's name as ``other_file``, its own id as ``other_id``, and offsets into its own text; title, rating and url
    are those of its fact-check. Lines and columns count from 1, dates are ISO dates.
    """

    file: str | None
    id: str
    start: int
    end: int
    text: str
    tag: Tag | None
    other_file: str | None
    other_id: str
    other_start: int
    other_end: int
    other_text: str
    score: float
    verdict: Verdict
    differences: tuple[Difference, ...] = ()
    line: int = 1
    column: int = 1
    date: str | None = None
    other_line: int | None = None
    other_title: str | None = None
    other_rating: str | None = None
    other_url: str | None = None
    other_date: str | None = None


@dataclass(frozen=True, slots=True)
class MatchGroup:
    """One sentence in several articles: ``articles`` of them, from so many ``sources`` when reprints count once.

    ``id`` and ``text`` are those of the first of its sentences, ``verdicts`` counts what its matches say.
    """

    id: str
    text: str
    articles: int
    sources: int
    files: tuple[str, ...]
    verdicts: Mapping[Verdict, int] = field(hash=False)
    matches: tuple[Match, ...]
