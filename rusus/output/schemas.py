"""Schemas: what the records of the commands hold, each key described once.

From these classes follow the order of keys in JSON and CSV, what ``rusus schema`` prints, and the tables of keys in
docs/records.md (scripts/data/record_tables.py). A new kind of record is a class here and a row of RECORDS.
"""

# No "from __future__ import annotations": the annotations are read as values.
from types import UnionType
from typing import Annotated, Any, Literal, TypedDict, Union, get_args, get_origin, get_type_hints, is_typeddict

from rusus.vocabulary import (
    SCORE_NAMES,
    AttributionType,
    BlockKind,
    Comparator,
    DifferenceKind,
    JudgementVerdict,
    NumberVerdict,
    QuantityKind,
    QuotationKind,
    RecordKind,
    ScoreName,
    Tag,
    Trend,
    Verdict,
)

Schema = dict[str, Any]

Offset = Annotated[int, {"minimum": 0}]
Ordinal = Annotated[int, {"minimum": 1}]
Probability = Annotated[float, {"minimum": 0, "maximum": 1}]
TextId = Annotated[str, {"pattern": "^[0-9a-f]{16}$"}]
Start = Annotated[Offset, "Offset of the first code point, from 0."]
End = Annotated[Offset, "Offset after the last code point."]
LeadingTag = Annotated[Tag | None, "The leading tag."]
Speaker = Annotated[str | None, "The fullest name that the source refers to; null where unsure."]


class SpanPart(TypedDict):
    """A stretch of the article's text."""

    text: Annotated[str, "The text from start to end."]
    start: Start
    end: End


Source = Annotated[SpanPart | None, "Who said it, as written there."]
Cue = Annotated[SpanPart | None, "The reporting word."]


class Located(TypedDict):
    """In which article a record stands, and where."""

    file: Annotated[str | None, "The path as given, or - for standard input."]
    id: Annotated[TextId, "A hash of the normalized text alone: the same text has the same id in every article."]
    start: Start
    end: End


class Placed(Located):
    """Where a record stands, also for people."""

    line: Annotated[Ordinal, "Line, from 1."]
    column: Annotated[Ordinal, "Code point in the line, from 1."]


class QuotationFields(TypedDict):
    """What is said of a quotation wherever one stands."""

    kind: Annotated[
        QuotationKind, "direct: inside quotation marks; indirect: reported; mixed: reported, with quoted words in it."
    ]
    type: Annotated[
        AttributionType,
        "communication: said, or said of somebody; attitude: believed, feared, hoped; factive: known or found out; "
        "control: asked, ordered, planned or refused.",
    ]
    text: Annotated[str, "The text from start to end."]
    spans: Annotated[list[SpanPart], {"minItems": 1}, "The pieces of the content, without quotation marks."]
    source: Source
    speaker: Speaker
    speaker_role: Annotated[
        str | None, "What the article calls the speaker beside the name, as written: council leader."
    ]
    cue: Cue
    probability: Annotated[Probability, "Probability that it is a quotation or reported speech at all."]
    speaker_probability: Annotated[
        float | None,
        {"minimum": 0, "maximum": 1},
        "Probability that the speaker is the right one; null for nobody.",
    ]


class QuantityFields(TypedDict):
    """What is said of a quantity wherever one stands."""

    text: Annotated[str, "The quantity as written."]
    kind: Annotated[QuantityKind, "What is measured."]
    value: Annotated[float | None, "The number after scaling; null for a range or a change from one value to another."]
    low: Annotated[float | None, "Lower end of a range."]
    high: Annotated[float | None, "Upper end of a range."]
    before: Annotated[float | None, "Value before a change."]
    after: Annotated[float | None, "Value after a change."]
    unit: Annotated[str, "ISO 4217 code, percent, an English singular, or the counted noun; empty for a bare number."]
    precision: Annotated[float | None, "Size of the last written digit."]
    comparator: Annotated[Comparator, "Exactly, about, more than, less than."]
    trend: Annotated[Trend | None, "Direction of a change."]
    of: Annotated[SpanPart | None, "What is measured or counted."]
    period: Annotated[SpanPart | None, "The date or time it belongs to."]


class Bounds(TypedDict):
    start: Start
    end: End


class _QuotationPlace(TypedDict):
    id: Annotated[TextId, "The id of the whole quotation, as quotes prints it."]
    start: Start
    end: End


class QuotationPart(_QuotationPlace, QuotationFields):
    """A quotation in or across a sentence."""


class StatisticPart(Bounds, QuantityFields):
    """A statistic in a sentence."""


class SentencePart(TypedDict):
    """The sentence of a statistic."""

    id: Annotated[TextId, "The id of the sentence, as claims prints it."]
    text: Annotated[str, "The sentence."]
    start: Start
    end: End
    source: Annotated[str | None, "Who it is attributed to, as written."]
    speaker: Speaker


class DifferencePart(TypedDict):
    """What differs between two sentences."""

    kind: Annotated[
        DifferenceKind,
        "What sort of difference. A `negation` with words on both sides is a contradiction (elected, "
        "not elected), with one side empty it is not.",
    ]
    ours: Annotated[str, "Our words; empty where we have none."]
    theirs: Annotated[str, "Theirs."]


class ReasonPart(TypedDict):
    """A feature of a sentence and what it adds to its score."""

    feature: Annotated[str, "Words or a sign in square brackets."]
    weight: Annotated[float, "What it adds, in log-odds."]


class ResolvedPart(TypedDict):
    """Words in square brackets: what they say more of, and where the article has them."""

    start: Start
    end: End
    ours: Annotated[str, "The expression in the sentence: a pronoun, a surname, a description, a date."]
    inserted: Annotated[str, "What stands in the brackets, instead of a pronoun and beside everything else."]
    mention_start: Annotated[int | None, {"minimum": 0}, "Where it comes from; null for a date that was reckoned."]
    mention_end: Annotated[int | None, {"minimum": 0}, "Where that ends."]
    probability: Annotated[Probability, "Probability that it is meant."]


class StandalonePart(TypedDict):
    """A text that stands alone."""

    text: Annotated[str, "The words as they are, with what they need in square brackets."]
    pieces: Annotated[list[ResolvedPart], {"minItems": 1}, "What was put in, in text order."]


Standalone = Annotated[
    StandalonePart | None, "The text with names and dates put in; null where nothing is needed or nothing is sure."
]


class ClaimsRecord(Placed):
    """A sentence of an article with its tags, scores and attribution."""

    block: Annotated[BlockKind, "Kind of the block that the sentence stands in."]
    text: Annotated[str, "The sentence."]
    tag: LeadingTag
    tags: Annotated[list[Tag], {"uniqueItems": True}, "Every tag that holds."]
    score: Annotated[
        Probability,
        "Probability that a fact-checker would check the sentence: what --sort score, --top and --min-score use.",
    ]
    scores: Annotated[dict[ScoreName, Probability], {"required": list(SCORE_NAMES)}, "All scores."]
    source: Annotated[str | None, "Who the sentence is attributed to, as written."]
    speaker: Speaker
    cue: Annotated[str | None, "The reporting word."]
    quotations: Annotated[list[QuotationPart], "The quotations in or across the sentence."]
    statistics: Annotated[list[StatisticPart], "The statistics in the sentence."]
    claim_kind: Annotated[
        str | None, "What kind of claim it makes (docs/claims.md), where it makes one and a kind fits."
    ]
    standalone: Standalone


class QuotesRecord(Placed, QuotationFields):
    """A quotation, whole, with its source, speaker and cue."""

    standalone: Standalone


class PeriodPart(TypedDict):
    """The days of a period, where its words and the date of the article tell."""

    period_from: Annotated[str | None, "The first day of the period, as ISO date; null where it does not follow."]
    period_to: Annotated[str | None, "The last day of the period, as ISO date; null where it does not follow."]


class StatisticsRecord(Placed, QuantityFields, PeriodPart):
    """A quantity with its value and unit."""

    sentence: Annotated[SentencePart, "The sentence that it stands in, and to whom that is attributed."]


class MatchRecord(Placed):
    """A sentence and its counterpart in another article or an archive of known claims."""

    text: Annotated[str, "Our sentence."]
    tag: LeadingTag
    date: Annotated[str | None, "When our article was published, as ISO date, where known."]
    other_file: Annotated[str | None, "The other article, or the archive of known claims."]
    other_id: Annotated[str, "The id of the other sentence or known claim."]
    other_start: Annotated[Offset, "Where that begins in the other article; 0 for a known claim."]
    other_end: Annotated[Offset, "Where it ends."]
    other_line: Annotated[int | None, {"minimum": 1}, "Its line there, from 1; null for a known claim."]
    other_text: Annotated[str, "The other sentence or known claim."]
    other_title: Annotated[str | None, "Of a known claim: the title of the fact-check."]
    other_rating: Annotated[str | None, "Its rating."]
    other_url: Annotated[str | None, "Where it stands."]
    other_date: Annotated[str | None, "When the fact-check or the other article was published, where known."]
    score: Annotated[Probability, "Probability that both say the same thing."]
    verdict: Annotated[Verdict, "The gravest that holds."]
    differences: Annotated[list[DifferencePart], "What differs."]
    standalone: Standalone


class SearchRecord(Located):
    """A sentence of a store, or a known claim, that was asked for."""

    text: Annotated[str, "The sentence or known claim."]
    tag: LeadingTag
    score: Annotated[
        Probability,
        "Probability that it says the same as the text; without a text, that a fact-checker would check it.",
    ]
    source: Annotated[str | None, "Who the sentence is attributed to, as written."]
    speaker: Speaker
    statistics: Annotated[list[StatisticPart], "The statistics in the sentence that were asked for."]
    date: Annotated[str | None, "When it was published, as ISO date, where known."]
    title: Annotated[str | None, "Of a known claim: the title of the fact-check."]
    rating: Annotated[str | None, "Its rating."]
    url: Annotated[str | None, "Where it stands."]
    standalone: Standalone


class GroupsRecord(TypedDict):
    """A sentence that stands in several articles, as match --group prints it."""

    id: Annotated[TextId, "The id of the first of its sentences."]
    text: Annotated[str, "The first of its sentences."]
    articles: Annotated[Ordinal, "In how many articles it stands; a known claim counts as one."]
    sources: Annotated[Ordinal, "From how many sources, when reprints of one text count once."]
    files: Annotated[list[str], "The articles, sorted."]
    verdicts: Annotated[dict[Verdict, Ordinal], "How many of its matches have which verdict."]


class JudgementsRecord(Placed):
    """A stretch between marks or a clause that may be a quotation, as quotes --explain prints it."""

    text: Annotated[str, "The text from start to end."]
    verdict: Annotated[
        JudgementVerdict,
        "Of a stretch between marks: quotation or none. Of a clause: accepted, unlikely, too short, "
        "overlapped by a better one, or direct, where it lies between marks.",
    ]
    source: Source
    cue: Cue
    reasons: Annotated[list[str], "Why, the strongest reason first."]


class DecisionsRecord(Placed):
    """A number and the rules that decided what became of it, as statistics --explain prints it."""

    text: Annotated[str, "The number as written."]
    verdict: Annotated[
        NumberVerdict, "kept: a statistic; set aside: a quantity that is none; left out: not a quantity."
    ]
    rule: Annotated[str, "The rule that decided so."]
    kind: Annotated[str, "What the number was read as."]
    kind_rule: Annotated[str, "The rule that decided that."]
    sentence: Annotated[SpanPart, "The sentence that it stands in."]


class Extras(TypedDict, total=False):
    """Keys that stand at the end of a record, and only where there is a reason for them."""

    reasons: Annotated[
        list[ReasonPart],
        "With --explain: what made the score, with the weight of each reason in log-odds, the strongest first.",
    ]
    time: Annotated[str, "Only of subtitles: when the words begin to be said, as 00:01:23.450."]
    offsets_in: Annotated[
        Literal["extracted text"],
        "Only where the text was taken out of a page or a document: offsets count in the text that --text prints.",
    ]


RECORDS: dict[RecordKind, tuple[Any, tuple[str, ...]]] = {
    "claims": (ClaimsRecord, ("reasons", "time", "offsets_in")),
    "quotes": (QuotesRecord, ("time", "offsets_in")),
    "statistics": (StatisticsRecord, ("time", "offsets_in")),
    "match": (MatchRecord, ("time", "offsets_in")),
    "groups": (GroupsRecord, ()),
    "search": (SearchRecord, ()),
    "judgements": (JudgementsRecord, ("time", "offsets_in")),
    "decisions": (DecisionsRecord, ("time", "offsets_in")),
}
"""The records of each kind, and which Extras they may have."""

KEYS: dict[RecordKind, tuple[str, ...]] = {kind: tuple(record.__annotations__) for kind, (record, _) in RECORDS.items()}
"""The keys of each kind of record, in the order in which they are printed."""


def schema(kind: RecordKind) -> Schema:
    """Returns the JSON Schema (draft 2020-12) of a kind of record."""
    record, extras = RECORDS[kind]
    parts: dict[str, Schema] = {}
    whole = _object(record, parts)
    hints = get_type_hints(Extras, include_extras=True)
    whole["properties"] |= {key: _value(hints[key], parts) for key in extras}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:rusus:schema:{kind}:1",
        "title": f"rusus {kind} record",
        **whole,
        **({"$defs": parts} if parts else {}),
    }


def _object(record: type, parts: dict[str, Schema]) -> Schema:
    """Returns the schema of a class of records; those of the classes it refers to go into ``parts``."""
    hints = get_type_hints(record, include_extras=True)
    return {
        "description": record.__doc__,
        "type": "object",
        "properties": {key: _value(hint, parts) for key, hint in hints.items()},
        "required": list(hints),
        "additionalProperties": False,
    }


def _value(hint: Any, parts: dict[str, Schema]) -> Schema:
    """Returns the schema of one value."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        made = _value(arguments[0], parts)
        for note in arguments[1:]:
            made |= {"description": note} if isinstance(note, str) else note
        return made
    if origin in (Union, UnionType):
        (other,) = (each for each in arguments if each is not type(None))
        return _or_null(_value(other, parts))
    if origin is Literal:
        return {"const": arguments[0]} if len(arguments) == 1 else {"enum": list(arguments)}
    if origin is list:
        return {"type": "array", "items": _value(arguments[0], parts)}
    if origin is dict:
        properties = {key: _value(arguments[1], parts) for key in get_args(arguments[0])}
        return {"type": "object", "properties": properties, "additionalProperties": False}
    if is_typeddict(hint):
        name = hint.__name__.removesuffix("Part").lower()
        if name not in parts:
            parts[name] = _object(hint, parts)
        return {"$ref": f"#/$defs/{name}"}
    return {"type": {str: "string", int: "integer", float: "number"}[hint]}


def _or_null(made: Schema) -> Schema:
    if "enum" in made:
        return {"enum": [*made["enum"], None]}
    if "$ref" in made:
        return {"anyOf": [made, {"type": "null"}]}
    return {**made, "type": [made["type"], "null"]}
