"""Invented headlines in pairs, from templates: two reports of one event, or of two. Free to ship.

The templates were written for rusus; the same seed gives the same pairs.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

Pair = tuple[str, str, bool]

PLACES = tuple(tuple(line.split()) for line in """
Norway Norwegian Oslo|Chile Chilean Santiago|Egypt Egyptian Cairo|Turkey Turkish Ankara|India Indian Mumbai
Indonesia Indonesian Jakarta|Mexico Mexican Mexico|Peru Peruvian Lima|Iran Iranian Tehran|Nepal Nepali Kathmandu
Kenya Kenyan Nairobi|Brazil Brazilian Rio|Italy Italian Rome|Japan Japanese Tokyo|Greece Greek Athens
Canada Canadian Toronto|Nigeria Nigerian Lagos|Vietnam Vietnamese Hanoi|Spain Spanish Madrid|Poland Polish Warsaw
Syria Syrian Aleppo|Yemen Yemeni Sanaa|Pakistan Pakistani Karachi|Iraq Iraqi Baghdad|Afghanistan Afghan Kabul
""".strip().replace("\n", "|").split("|"))  # fmt: skip

EVENTS = tuple(line.split("|") for line in """
earthquake|quake|strong earthquake|powerful quake
building collapse|apartment building collapse
bridge collapse|collapse of bridge
bus crash|bus accident|coach crash
train crash|train derailment|rail accident
hotel fire|blaze at hotel|hotel blaze
factory blast|explosion at factory|factory explosion
floods|flooding|heavy floods
storm|storms
ferry sinking|ferry capsize
volcano eruption|volcanic eruption|eruption
mosque bombing|bomb attack on mosque|mosque blast
attack on wedding|wedding attack
school shooting|shooting at school
mine blast|coal mine explosion
landslide|landslides
stampede at temple|temple stampede
protest clashes|clashes at protest
""".strip().splitlines())  # fmt: skip

DAILY = tuple(line.split("|") for line in """
car bomb|car bombing|bomb attack|suicide bombing
drone strike|US drone strike
air raid|air strikes
gun attack|attack by gunmen
attacks|clashes
""".strip().splitlines())  # fmt: skip

REPORTS = """
{open} killed in {place} {event}
{open} dead after {event} in {place}
{event} kills {n} in {place}
Death toll in {place} {event} rises to {n}
{place} {event} death toll hits {n}
{open} dead, {m} injured in {people} {event}
{open} people killed in {event} in {place} : police
{people} {event} deaths climb to {n}
{event} in {place} leaves {n} dead
Death toll from {people} {event} passes {n}
{n} feared dead in {place} {event}
{open} die as {event} hits {place}
{event} in {region} {place} kills {n} , injures {m}
Bodies of {n} found after {place} {event}
""".strip().splitlines()

MARKETS = tuple(line.split("|") for line in """
{place} shares close {p} pct {side}|{place} stocks end {side} {p} %
{place} index {move} {p} percent|{place} index closes {p} pct {side}
{people} currency {move} to {p} against dollar|{place} currency {move} to {p} against dollar
""".strip().splitlines())  # fmt: skip

BUSINESS = tuple(line.split("|") for line in """
{firm} recalls {n} cars over faulty brakes|{firm} to recall {n} vehicles because of brake fault
{firm} to cut {n} jobs|{firm} slashes {n} jobs in restructuring
{firm} buys rival for ${n} million|{firm} agrees to acquire rival in ${n} million deal
{place} painting sells for ${n} million|{place} painting fetches record ${n} million
{n} arrested over {place} museum theft|Police detain {n} in {place} museum robbery
{n} inmates escape from {place} prison|{n} prisoners flee {place} jail
{n} jailed in {place} bribery trial|{n} convicted of bribery in {place} trial
{n} missing after boat sinks off {place}|Boat capsizes off {place} , {n} missing
Militants fire {n} rockets at {place}|{n} rockets fired at {place}
{place} parliament backs budget with {n} votes|{place} lawmakers approve budget by {n} votes
{n} migrants rescued off {place}|Coast guard saves {n} refugees near {place}
{place} unemployment rises to {n} percent|Jobless rate in {place} climbs to {n} %
""".strip().splitlines())  # fmt: skip

FIRMS = ("Harlow Motors", "Brandt", "Kessel Foods", "Ostrom Bank", "Tavel", "Lindqvist Air", "Morrow Steel", "Pallas")
OPENINGS = ("At least {n}", "{n}", "More than {n}", "Up to {n}", "{n}")
REGIONS = ("northern", "southern", "eastern", "western")
WORDS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
MOVES = {True: ("rises", "climbs", "strengthens"), False: ("falls", "weakens", "slips")}


class Headlines:
    """Draws headlines from the templates."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def pairs(self, count: int) -> Iterator[Pair]:
        """Yields two pairs of reports a time, and every third time pairs on markets, business and daily attacks."""
        for turn in range(count):
            yield from self._events()
            if turn % 3 == 0:
                yield from self._daily()
                yield from self._markets()
                yield from self._business()

    def _events(self) -> Iterator[Pair]:
        draw = self._random
        kind, place, region, toll = draw.choice(EVENTS), draw.choice(PLACES), draw.choice(REGIONS), draw.randint(1, 300)
        later = draw.choice([toll, draw.randint(1, 300), max(1, toll + draw.randint(-9, 9))])
        report = self._report(kind, place, toll, region)
        yield report, self._report(kind, place, later, region), True
        other_place = draw.choice([each for each in PLACES if each != place])
        other_kind = draw.choice([each for each in EVENTS if each != kind])
        elsewhere = draw.choice([(kind, other_place), (kind, other_place), (other_kind, place)])
        yield report, self._report(*elsewhere, draw.choice([toll, later]), region), False

    def _daily(self) -> Iterator[Pair]:
        draw = self._random
        place = draw.choice(PLACES)
        sides = (
            self._report(draw.choice(DAILY), place, draw.randint(*tolls), draw.choice(REGIONS))
            for tolls in ((1, 90), (91, 300))
        )
        yield next(sides), next(sides), False

    def _markets(self) -> Iterator[Pair]:
        draw = self._random
        place, templates = draw.choice(PLACES), draw.choice(MARKETS)
        value, up = f"{draw.uniform(0.1, 3):.2f}", draw.random() < 0.5
        yield self._move(templates[0], place, value, up), self._move(templates[1], place, value, up), True
        days = (
            self._move(draw.choice(templates), place, f"{draw.uniform(0.1, 3):.2f}", draw.random() < 0.5)
            for _ in range(2)
        )
        yield next(days), next(days), False

    def _business(self) -> Iterator[Pair]:
        draw = self._random
        templates, firm, place = draw.choice(BUSINESS), draw.choice(FIRMS), draw.choice(PLACES)[0]
        toll = draw.randint(2, 900)
        later = draw.choice([toll, draw.randint(2, 900)])
        ours = templates[0].format(firm=firm, place=place, n=self._number(toll))
        yield ours, templates[1].format(firm=firm, place=place, n=self._number(later)), True
        firm = draw.choice([each for each in FIRMS if each != firm])
        place = draw.choice([each[0] for each in PLACES if each[0] != place])
        yield ours, templates[1].format(firm=firm, place=place, n=self._number(later)), False

    def _report(self, kind: list[str], place: tuple[str, ...], toll: int, region: str) -> str:
        draw = self._random
        number = self._number(toll)
        named = draw.choice([place[0], place[0], place[2]]) if draw.random() < 0.5 else place[0]
        text = draw.choice(REPORTS).format(
            n=number, m=draw.randint(2, 300), open=draw.choice(OPENINGS).format(n=number), place=named,
            people=draw.choice([place[1], place[0]]), event=draw.choice(kind), region=region,
        )  # fmt: skip
        text = text.title() if draw.random() < 0.4 else text
        return text[0].upper() + text[1:]

    def _move(self, template: str, place: tuple[str, ...], value: str, up: bool) -> str:
        move = self._random.choice(MOVES[up])
        return template.format(place=place[0], people=place[1], p=value, side="higher" if up else "lower", move=move)

    def _number(self, value: int) -> str:
        return WORDS[value] if value < len(WORDS) and self._random.random() < 0.5 else f"{value:,}"
