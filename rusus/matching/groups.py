"""Grouping: the same sentence in how many articles, and from how many sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence

from rusus.model import Document, Match, MatchGroup
from rusus.similarity.statements import statements
from rusus.text.normalization import sentence_id

REPRINT = 0.6
"""Share of the shorter article's sentences that must stand in the other for both to be reprints of one text.

Chosen by hand; not measured: no set here has articles labelled as reprints."""


def group_matches(matches: Iterable[Match], sizes: Mapping[str | None, int] | None = None) -> list[MatchGroup]:
    """Returns the sentences that stand in several articles, each group once, those from most sources first.

    ``matches`` are those of many articles, ``sizes`` the number of sentences that matching looks at in each
    (``statement_count``); without it an article counts as large as the sentences of it that matched. Articles of
    which most is the same are reprints of one text and count as one source. A known claim counts as an article.
    """
    found = list(matches)
    places = _Sets()
    for match in found:
        places.unite((match.file, match.start, match.id), _other_place(match))
    sources = _sources(found, sizes or {})
    members: dict[Hashable, list[Match]] = {}
    for match in found:
        members.setdefault(places.root((match.file, match.start, match.id)), []).append(match)
    groups = [_group(group, sources) for group in members.values()]
    return sorted(groups, key=lambda group: (-group.sources, -group.articles, group.id))


def statement_count(document: Document) -> int:
    """Returns the number of sentences of a document that matching looks at."""
    return sum(1 for _ in statements(document))


def _other_place(match: Match) -> tuple[str | None, int, str]:
    return match.other_file, match.other_start, sentence_id(match.other_text)


def _group(matches: Sequence[Match], sources: _Sets) -> MatchGroup:
    first = min(matches, key=lambda match: (str(match.file), match.start))
    articles = {place for match in matches for place in _articles(match)}
    return MatchGroup(
        first.id,
        first.text,
        len(articles),
        len({sources.root(article) for article in articles}),
        tuple(sorted({str(article[0]) for article in articles})),
        dict(sorted(Counter(match.verdict for match in matches).items())),
        tuple(matches),
    )


def _articles(match: Match) -> tuple[tuple[str | None, str], tuple[str | None, str]]:
    """Returns what tells the two articles apart from all others; every known claim is one."""
    claim = match.other_id if match.other_id != sentence_id(match.other_text) else ""
    return (match.file, ""), (match.other_file, claim)


def _sources(matches: Sequence[Match], sizes: Mapping[str | None, int]) -> _Sets:
    """Returns the articles in sets, those that reprint one text together."""
    shared: Counter[tuple[tuple[str | None, str], tuple[str | None, str]]] = Counter()
    matched: dict[tuple[str | None, str], set[int]] = {}
    for match in matches:
        ours, theirs = _articles(match)
        matched.setdefault(ours, set()).add(match.start)
        matched.setdefault(theirs, set()).add(match.other_start)
        shared[ours, theirs] += match.verdict == "same"
    sets = _Sets()
    for (ours, theirs), same in shared.items():
        size = min(sizes.get(article[0]) or len(matched[article]) for article in (ours, theirs))
        if not ours[1] and not theirs[1] and same >= 2 and same >= REPRINT * size:
            sets.unite(ours, theirs)
    return sets


class _Sets:
    """Disjoint sets of hashable things (union-find with path halving)."""

    def __init__(self) -> None:
        self._parent: dict[Hashable, Hashable] = {}

    def root(self, member: Hashable) -> Hashable:
        """Returns the member that stands for the set."""
        parent = self._parent
        parent.setdefault(member, member)
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    def unite(self, one: Hashable, other: Hashable) -> None:
        """Makes one set of the two that hold these members."""
        self._parent[self.root(other)] = self.root(one)
