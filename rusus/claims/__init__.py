"""Scores and tags of sentences: features, forms and article_context are what a model sees, scoring its sums, tags and
kinds what follows from them, explain the reasons."""
