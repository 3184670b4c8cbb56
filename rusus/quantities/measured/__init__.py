"""What a quantity measures or counts: rules over the words beside it (rules), and where they are silent the phrases of
its sentence (phrases), what speaks for each (features), the choice (ranker), and what carries on (entities)."""
