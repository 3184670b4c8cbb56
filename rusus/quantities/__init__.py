"""Quantities: begin at find. Fields and their modules: value (numerals, number_words, multiples_and_ranks), unit
(units, unit_phrases, compound_units, rates, money, shared_units, counted_nouns), low, high, before, after (ranges), comparator
(comparators), trend (trends), period (periods), of (measured_entities), evidence (statistic_rule); what is no quantity:
the folder exclusions (dates, ages, codes_and_names, addresses)."""
