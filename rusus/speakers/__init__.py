"""Who speaks: which capitals are names (name_index), names (names, name_rules, name_lists), the people and bodies of an
article (entities), what it calls them (roles, appositions), the name behind a pronoun (pronouns), a surname or a
description (resolve, findings), and how sure that is (confidence)."""
