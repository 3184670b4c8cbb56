"""Indirect speech and attributed belief: content, cue and source without quotation marks."""
from __future__ import annotations

import re
from collections.abc import Sequence

from rusus.model import Quotation, Segmentation, Span
from rusus.resources import read_lists


def find_indirect(article: Segmentation, direct: Sequence[Quotation]) -> list[Quotation]:
    """Returns indirect and mixed quotations in text order: a verb of saying or belief, "that", and what follows."""
    lists = read_lists("speech_verbs.txt")
    forms = {form for name in ("say", "believe") for line in lists[name] for form in line.split()} | {"pointed out"}
    found = []
    quoted = [(quotation.start, quotation.end) for quotation in direct if quotation.end - quotation.start > 80]
    for sentence in article.sentences:
        text = article.text[sentence.start : sentence.end]
        if " that " not in text:
            continue
        for match in re.finditer(r"(\w+(?: out)?)((?: in an interview with [\w ]+)?) that ", text):
            at = sentence.start + match.start()
            source = re.match(r"[A-Z][^,;:\"“]{1,60}(?=,.*, $|$)", text[: match.start()].rstrip(" ") if text[: match.start()].count(",") < 2
                              else text[: match.start()])
            if match[1] in forms and source and not any(start <= at < end for start, end in quoted):
                start, end = sentence.start + match.end(), sentence.end - text.endswith(".")
                content = Span(start, end, article.text[start:end])
                cue = Span(sentence.start + match.start(1), sentence.start + match.end(1), match[1])
                who = Span(sentence.start, sentence.start + len(source[0].rstrip()), source[0].rstrip())
                kind = "mixed" if any(mark in content.text for mark in "\"“") else "indirect"
                found.append(Quotation(start, end, content.text, kind, (content,), who, None, cue))
                break
    return found
