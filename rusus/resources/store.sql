-- The tables of a rusus store, schema version 1. Offsets are code points into articles.text, half-open.
BEGIN IMMEDIATE;
PRAGMA application_id = 0x72757375;
PRAGMA user_version = 1;
CREATE TABLE articles (
    article INTEGER PRIMARY KEY,
    file TEXT NOT NULL UNIQUE,
    content_hash TEXT NOT NULL,
    rusus_version TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE TABLE sentences (
    sentence INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    sentence_id TEXT NOT NULL,
    block TEXT NOT NULL,
    tag TEXT,
    source TEXT,
    speaker TEXT,
    text TEXT NOT NULL
);
CREATE INDEX sentences_article ON sentences(article, start);
CREATE INDEX sentences_sentence_id ON sentences(sentence_id);
CREATE TABLE quotations (
    quotation INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    kind TEXT NOT NULL,
    spans TEXT NOT NULL,
    source TEXT,
    speaker TEXT,
    cue TEXT,
    type TEXT NOT NULL,
    probability REAL NOT NULL
);
CREATE INDEX quotations_article ON quotations(article, start);
CREATE TABLE quantities (
    quantity INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    kind TEXT NOT NULL,
    value REAL,
    low REAL,
    high REAL,
    before REAL,
    after REAL,
    unit TEXT NOT NULL,
    precision REAL,
    comparator TEXT NOT NULL,
    trend TEXT,
    "of" TEXT,
    period TEXT,
    evidence INTEGER NOT NULL
);
CREATE INDEX quantities_article ON quantities(article, start);
CREATE TABLE claims (
    claim INTEGER PRIMARY KEY,
    archive TEXT NOT NULL,
    id TEXT NOT NULL,
    sentence_id TEXT NOT NULL,
    text TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    url TEXT NOT NULL DEFAULT '',
    rating TEXT NOT NULL DEFAULT '',
    date TEXT NOT NULL DEFAULT '',
    UNIQUE (archive, id)
);
CREATE INDEX claims_sentence_id ON claims(sentence_id);
CREATE VIRTUAL TABLE sentences_search USING fts5(
    text, content = 'sentences', content_rowid = 'sentence', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER sentences_added AFTER INSERT ON sentences BEGIN
    INSERT INTO sentences_search(rowid, text) VALUES (new.sentence, new.text);
END;
CREATE TRIGGER sentences_removed AFTER DELETE ON sentences BEGIN
    INSERT INTO sentences_search(sentences_search, rowid, text) VALUES ('delete', old.sentence, old.text);
END;
CREATE VIRTUAL TABLE claims_search USING fts5(
    text, title, content = 'claims', content_rowid = 'claim', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER claims_added AFTER INSERT ON claims BEGIN
    INSERT INTO claims_search(rowid, text, title) VALUES (new.claim, new.text, new.title);
END;
CREATE TRIGGER claims_removed AFTER DELETE ON claims BEGIN
    INSERT INTO claims_search(claims_search, rowid, text, title) VALUES ('delete', old.claim, old.text, old.title);
END;
CREATE TRIGGER claims_changed AFTER UPDATE ON claims BEGIN
    INSERT INTO claims_search(claims_search, rowid, text, title) VALUES ('delete', old.claim, old.text, old.title);
    INSERT INTO claims_search(rowid, text, title) VALUES (new.claim, new.text, new.title);
END;
COMMIT;
