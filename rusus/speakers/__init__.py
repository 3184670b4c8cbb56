"""Who speaks: names, the people and bodies of an article (entities), who is described beside a name (appositions), and the
name behind a pronoun, a surname or a description (resolve)."""
