"""How alike two statements are: content words and their weights, proper names, differing stretches, one score."""
