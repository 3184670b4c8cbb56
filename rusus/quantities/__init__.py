"""Quantities: begin at find. The fields of a quantity and their modules:

value: numerals, number_words, multiples_and_ranks; unit: units, counted_nouns and the folder measures; low, high,
before, after: ranges; comparator, trend, period: the folder modifiers; of: measured_entities; evidence: statistic_rule;
what is no quantity: the folder exclusions (dates, ages, codes_and_names, addresses).
"""
