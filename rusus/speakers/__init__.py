"""Who speaks: names (name_lists, name_rules), the people and bodies of an article (entities), who is described beside a
name (appositions), and the name behind a pronoun (pronouns), a surname or a description (resolve)."""
