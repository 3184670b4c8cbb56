"""What a quantity measures or counts: rules over the words beside it (rules), and where they are silent the noun phrases
of its sentence (phrases), what speaks for each (features), and the choice among them (ranker), article by article
(entities)."""
