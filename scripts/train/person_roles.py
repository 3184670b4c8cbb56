"""Writes rusus/resources/person_roles.tsv: what the press calls well-known people: Bernie Sanders, senator, vermont.

Read off the words of a title before a name (*Vermont Sen. Bernie Sanders*) and of an apposition behind it (*Jane Roe,
the governor of Ohio,*) in the articles of PolNeAR train and NewsDiscourse train; no text is kept. Articles whose
labels are held back (data/quotations) are not read.

Usage: python -m scripts.train.person_roles [--data DIR] [--output DIR]
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from rusus.language.tagger import usual_tag
from rusus.pipeline import segment
from rusus.speakers.entities import find_entities
from rusus.speakers.name_lists import title_forms
from rusus.speakers.name_rules import Name
from rusus.standalone.nouns import noun_class
from scripts import ROOT, command_line, log
from scripts.train.speakers import read_rows

POLNEAR = "quotations/polnear_train.jsonl"
NEWS = "claims/newsdiscourse/train.jsonl"
LABELS = ("pronouns.jsonl", "references.jsonl", "direct.jsonl")
LONGEST_TITLE, LONGEST_APPOSITION = 5, 8
"""Words before a name, and behind it, that can be its title and its apposition."""
FEWEST = 2
"""Articles that must call a person so."""
TAGS = ("JJ", "NN", "NNP", "NNS")
ENDS = frozenset((",", "."))
HEADER = """\
# What the press calls well-known people: a name, and words of titles and appositions that two articles or more give it.
# Made by scripts/train/person_roles.py from PolNeAR train and NewsDiscourse train (public research releases; no text).
"""


def main() -> None:
    options = command_line(__doc__, data=True, output=True).parse_args()
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for name, text in articles(options.data):
        for person, words in roles(text):
            for word in words:
                found[person][word].add(name)
    kept = {
        person: sorted(word for word, names in words.items() if len(names) >= FEWEST) for person, words in found.items()
    }
    lines = [f"{person}\t{' '.join(words)}\n" for person, words in sorted(kept.items()) if words]
    (Path(options.output) / "person_roles.tsv").write_text(HEADER + "".join(lines), encoding="utf-8")
    log(f"{len(lines)} people")


def articles(data: Path) -> Iterator[tuple[str, str]]:
    """Yields the name and the text of each article that may be read."""
    held = {
        row["id"]
        for path in LABELS
        for row in read_rows(ROOT / "data" / "quotations" / path)
        if row["half"].startswith("held")
    }
    for row in read_rows(data / POLNEAR):
        if row["id"] not in held:
            yield row["id"], row["text"]
    paragraphs: dict[str, list[str]] = {}
    for line in (data / NEWS).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        paragraphs.setdefault(row["doc"], []).append(row["text"])
    for name, parts in paragraphs.items():
        yield name, "\n\n".join(parts)


def roles(text: str) -> Iterator[tuple[str, set[str]]]:
    """Yields the full names of people in an article, each with the words of what it is called there."""
    article = segment(text)
    entities = find_entities(article)
    lowers = article.tokens.lowers
    people = [each for each in entities.entities if each.kind == "person"]
    others = {word for person in people for word in person.name.lower().split()}
    for name, owner in zip(entities.names, entities.owners, strict=True):
        entity = entities.entities[owner]
        if entity.kind == "person" and len(name.words) > 1:
            words = {*title(lowers, name), *apposition(lowers, name)} - others
            if words:
                yield entity.name.lower(), words


def title(lowers: Sequence[str], name: Name) -> Iterator[str]:
    """Yields the words before a name, if one of them is a noun for a person."""
    first = name.first
    while first and name.first - first < LONGEST_TITLE and is_word(lowers[first - 1]):
        first -= 1
    return of_a_person(lowers[first : name.first])


def apposition(lowers: Sequence[str], name: Name) -> Iterator[str]:
    """Yields the words of an apposition behind a name, if one of them is a noun for a person."""
    stop = name.last + 1
    if list(lowers[name.last : stop]) != [","]:
        return iter(())
    while stop < len(lowers) and stop - name.last <= LONGEST_APPOSITION and lowers[stop] not in ENDS:
        stop += 1
    return of_a_person(lowers[name.last + 1 : stop]) if list(lowers[stop : stop + 1]) in ([","], ["."]) else iter(())


def of_a_person(lowers: Sequence[str]) -> Iterator[str]:
    """Yields full words, if one of them is a noun for a person: senator for sen."""
    full = [full_forms().get(word, word) for word in lowers]
    if any(noun_class(word) == "people" for word in full):
        yield from filter(is_word, full)


def is_word(word: str) -> bool:
    """True for a noun or an adjective."""
    known = word in full_forms() or word.replace("-", "").isalpha() and usual_tag(word, "NNP") in TAGS
    return known and word not in ("p.m.", "a.m.")


def full_forms() -> Mapping[str, str]:
    """Returns the full form of a title by its short one: senator: sen."""
    return {form: full for full, forms in title_forms().items() for form in forms if form.endswith(".")}


if __name__ == "__main__":
    main()
