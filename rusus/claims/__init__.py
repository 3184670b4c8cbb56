"""Scores and tags of sentences: features and article_context are what a model sees, scoring its sums, tags and kinds what
follows from them, explain the reasons."""
