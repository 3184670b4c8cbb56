"""Builds first_names.txt, first names with their gender, from the name lists of the package faker (MIT).

A name counts where it is given in two languages, or in one of a few large ones; names of places, words and surnames
that are commoner than the first name are left out. rusus/resources/names.txt holds the list by hand, which comes first.

Usage: pip install faker; python -m scripts.train.names [--output DIR]
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import defaultdict
from itertools import groupby

import faker
import faker.providers.person as person

from rusus.language.tagger import load_lexicon
from rusus.resources import read_lists
from scripts import command_line, log

LARGE = frozenset("de en_GB en_IN en_US fr it ja nl no pl pt sv da".split())
"""Languages whose names count though no other language has them."""
MIXED = frozenset(("en", "es"))
"""Lists in which surnames, places and rare names of a hundred years stand beside the others."""
SURNAMES = frozenset(("en_US",))
NO_NAMES = frozenset(
    """Adelaide Africa Alabama Alberta America April Asia August Austin Bombay Boston Brazil Brooklyn Cairo Canada
    Carolina Chelsea Cheyenne China Clinton Columbia Dakota Dallas Denver Detroit Devon Dublin Eden Egypt
    England Erie Essence Eternity Europa Florence Florida Forest France Geneva Georgia Germany Heaven Holland
    Houston India Indiana Ireland Israel Italia Jamaica Jersey Journey Juneau June Kansas Kent Kenya Kingston
    Korea London Lourdes Madison Malta Memphis Mercy Mexico Milan Montana Nairobi Nevada Orlando Oslo Oxford
    Palma Paris Persia Peru Phoenix Princeton Rio River Roma Rome Royal Russia Salem Samoa Santiago Santos
    Savannah Scotland Senegal Sierra Sofia Spain Star Stockholm Sultan Summer Sunday Sydney Syria Texas Tulsa
    Turin Valencia Venezia Verona Victoria Vienna Virginia Wales Washington Winter York Zaire Zion Zurich""".split()
)
LATIN = re.compile(r"[A-ZÀ-ÖØ-ŽȘȚ][a-zß-öø-žșț]{2,}")


def language(locale: str) -> str:
    return locale if locale.startswith("en_") else locale.split("_")[0]


def read_names() -> dict[str, tuple[set[str], set[str]]]:
    """Returns the languages in which each name is a man's and a woman's."""
    found: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"{person.__name__}.{module.name}").Provider
        for side, gender in enumerate(("male", "female")):
            for attribute in (f"first_names_{gender}", f"{gender}_first_names"):
                listed = getattr(provider, attribute, ())
                for entry in () if isinstance(listed, property) else listed:
                    name = str(entry[0] if isinstance(entry, tuple) else entry)
                    if LATIN.fullmatch(name):
                        found[name][side].add(language(module.name))
    return found


def surnames() -> set[str]:
    return {
        str(name)
        for locale in SURNAMES
        for name in importlib.import_module(f"{person.__name__}.{locale}").Provider.last_names
    }


def gender(male: set[str], female: set[str]) -> str:
    """Returns male or female where four of five languages agree, else either."""
    share = len(male) / (len(male) + len(female))
    return "male" if share >= 0.8 else "female" if share <= 0.2 else "either"


def lines(names: list[str]) -> str:
    """Returns the names of each initial on a line of their own, which loads ten times as fast as a name a line."""
    initials = groupby(sorted(names), key=lambda name: name[0])
    return "".join(" ".join(group) + "\n" for _, group in initials)


def main() -> None:
    options = command_line(__doc__, output=True).parse_args()
    words = load_lexicon()[0]
    by_hand = {name for section in ("male", "female", "either") for name in read_lists("names.txt")[section]}
    left_out = NO_NAMES | surnames() | by_hand
    sections: dict[str, list[str]] = {"male": [], "female": [], "either": []}
    for name, (male, female) in read_names().items():
        languages = (male | female) - MIXED
        tag = words.get(name.lower())
        if name in left_out or tag is not None and not tag.startswith("NNP"):
            continue
        if len(languages) > 1 or languages & LARGE:
            sections[gender(male - MIXED, female - MIXED)].append(name)
    header = (
        "# First names with their gender, beside those in names.txt. Made by scripts/train/names.py from the name lists"
        f" of\n# faker {faker.VERSION} (MIT, copyright 2012 Daniele Faraglia), which gathers them from public lists of"
        " many countries.\n"
    )
    body = "".join(f"\n[{section}]\n{lines(names)}" for section, names in sections.items())
    (options.output / "first_names.txt").write_text(header + body, encoding="utf-8")
    log(", ".join(f"{len(names)} {section}" for section, names in sections.items()))


if __name__ == "__main__":
    main()
