"""The gate: how likely an attribution that was found is reported speech, and no act, order or remark of the author.

The finder learned from PolNeAR, whose labels count what somebody plans, wants or does as attribution. The gate is a
logistic model over what a journalist looks at: who says it, by which verb, in which form; docs/models/quotations.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from rusus.quotations.indirect.acceptance import Analysis
from rusus.quotations.indirect.attribution_types import (
    REPORTED_FORMS,
    attribution_type,
    content_form,
    senses_of,
    source_kind,
    type_words,
    voice,
)
from rusus.quotations.indirect.no_report import BEFORE, report, why_no_report
from rusus.resources import read_json
from rusus.text.linear_model import sigmoid, total
from rusus.vocabulary import AttributionType

LEAST_SOURCE = 0.4
"""Probability from which a source is named: nobody is better than the wrong one."""
_UNSAID = 0.1
"""The most that words which nobody said are worth: none of ten in the dev halves was a report, too few to learn."""
_ASKED = 0.4
"""Probability from which the rules of what is no report are asked: below it nothing is kept or listed for the gate's
sake."""
_LOWEST, _HIGHEST = -400, 600
"""Logits in hundredths beyond which the finder's score tells no more; chosen by hand, not measured."""


@cache
def load_gate() -> Mapping[str, float]:
    """Returns the packaged weights by feature."""
    weights: dict[str, float] = read_json("reported_weights.json")["weights"]
    return weights


def gate_numbers(analysis: Analysis, score: int) -> dict[str, float]:
    """Returns the numbers that the gate reads; ``score`` is the finder's logit in hundredths."""
    return {
        "z whole": min(_HIGHEST, max(_LOWEST, score)) / 100,
        "z cue": min(_HIGHEST, max(_LOWEST, analysis.cue_score)) / 100,
        "z half": analysis.half,
        "z exact": analysis.exact,
        "z source": analysis.certain,
    }


def gate_features(analysis: Analysis, form: str, kind: AttributionType) -> list[str]:
    """Returns the features of an attribution whose content has a form and whose cue a type."""
    (frame, i, lemma), (j, k) = analysis.cue, analysis.content
    lowers, tags = frame.lowers, frame.tags
    source = analysis.source if analysis.certain > LEAST_SOURCE else None
    who, used = source_kind(frame, source, i), voice(frame, i)
    group = "report" if form in REPORTED_FORMS or form == "clause" else form
    sense = "+".join(senses_of(lemma))
    before = lowers[max(0, i - BEFORE) : i]
    denied = not type_words("not").isdisjoint(before)
    maybe = not type_words("maybe").isdisjoint(before)
    verbs = min(2, frame.finite[k] - frame.finite[j])
    follows = lowers[k] if k < len(lowers) else "$"
    features = [
        "0",
        f"t{kind}",
        f"tf{kind} {group}",
        f"ts{kind} {who}",
        f"f{form}",
        f"fs{group} {who}",
        f"fv{group} {used}",
        f"v{used}",
        f"vs{used} {who}",
        f"k{sense}",
        f"kf{sense} {group}",
        f"kv{sense} {used}",
        f"s{who}",
        f"l{lemma}",
        f"lf{lemma} {group}",
        f"n{'01'[denied]} {group}",
        f"m{'01'[maybe]} {group}",
        f"mt{'01'[maybe]} {kind}",
        f"V{verbs} {group}",
        f"W{follows}",
        f"Wv{min(2, frame.finite[-1] - frame.finite[k]) if k > i else 0} {'01'[form == 'that']} {follows}",
        f"L{min(6, (k - j) // 4)} {group}",
        f"g{min(4, max(0, j - i - 1))} {group}",
        f"q{4 * sum(frame.quoted[j:k]) // (k - j)}",
        f"S{'01'[source is not None and source[0] > i]}",
    ]
    if source and who in ("singular", "plural", "thing", "other"):
        features.append(f"h{lowers[source[1] - 1]}")
    if tags[i] == "VB" and (i == 0 or lowers[i - 1] in (",", "and", ":")):
        features.append("imperative")
    return features


def gate(analysis: Analysis, score: int) -> tuple[AttributionType, float]:
    """Returns the type of an attribution and the probability that it is reported speech.

    What a rule takes for no report is worth little, whatever the model thinks.
    """
    form = content_form(analysis.cue, analysis.content)
    kind = attribution_type(analysis.cue.lemma, form)
    weights = load_gate()
    logit = total(weights, gate_features(analysis, form, kind))
    logit += sum(weights.get(name, 0.0) * number for name, number in gate_numbers(analysis, score).items())
    probability = sigmoid(logit)
    if probability >= _ASKED and why_no_report(report(analysis, form, kind)):
        return kind, _UNSAID
    return kind, probability
