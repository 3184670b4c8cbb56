"""Units: money, unit_phrases (percent and units of measure), compound_units (5 ft 2 in), rates (a share, per capita),
shared_units (2 or 3 million euros)."""
