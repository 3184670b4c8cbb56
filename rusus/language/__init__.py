"""English words: their tags (tagger), base noun phrases (noun_phrases), verbs of saying and belief (speech_verbs)."""
