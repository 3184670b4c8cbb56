-- The tables and views of a rusus store, schema version 3. Offsets are code points into articles.text, half-open.
BEGIN IMMEDIATE;
PRAGMA application_id = 0x72757375;
PRAGMA user_version = 3;
CREATE TABLE articles (
    article INTEGER PRIMARY KEY,
    file TEXT NOT NULL UNIQUE,
    content_hash TEXT NOT NULL,
    rusus_version TEXT NOT NULL,
    date TEXT,
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
    check_first REAL NOT NULL,
    claim REAL NOT NULL,
    check_worthy REAL NOT NULL,
    opinion REAL NOT NULL,
    subjective REAL NOT NULL,
    prediction REAL NOT NULL,
    source TEXT,
    speaker TEXT,
    text TEXT NOT NULL,
    inserted TEXT NOT NULL DEFAULT '',
    resolved TEXT
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
    pieces TEXT NOT NULL,
    source TEXT,
    source_start INTEGER,
    source_end INTEGER,
    speaker TEXT,
    cue TEXT,
    cue_start INTEGER,
    cue_end INTEGER,
    type TEXT NOT NULL,
    probability REAL NOT NULL,
    speaker_role TEXT,
    speaker_probability REAL
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
    of_start INTEGER,
    of_end INTEGER,
    period TEXT,
    period_start INTEGER,
    period_end INTEGER,
    period_from TEXT,
    period_to TEXT,
    evidence INTEGER NOT NULL,
    sentence INTEGER REFERENCES sentences ON DELETE CASCADE
);
CREATE INDEX quantities_article ON quantities(article, start);
CREATE INDEX quantities_unit ON quantities(unit, value);
CREATE INDEX quantities_sentence ON quantities(sentence);
CREATE INDEX sentences_speaker ON sentences(speaker);
CREATE TABLE known_claims (
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
CREATE INDEX claims_sentence_id ON known_claims(sentence_id);
CREATE VIRTUAL TABLE sentences_search USING fts5(
    text, inserted, content="sentences", content_rowid="sentence", tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER sentences_added AFTER INSERT ON sentences BEGIN
    INSERT INTO sentences_search(rowid, text, inserted) VALUES (new.sentence, new.text, new.inserted);
END;
CREATE TRIGGER sentences_removed AFTER DELETE ON sentences BEGIN
    INSERT INTO sentences_search(sentences_search, rowid, text, inserted)
        VALUES ('delete', old.sentence, old.text, old.inserted);
END;
CREATE VIRTUAL TABLE known_claims_search USING fts5(
    text, title, content="known_claims", content_rowid="claim", tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER claims_added AFTER INSERT ON known_claims BEGIN
    INSERT INTO known_claims_search(rowid, text, title) VALUES (new.claim, new.text, new.title);
END;
CREATE TRIGGER claims_removed AFTER DELETE ON known_claims BEGIN
    INSERT INTO known_claims_search(known_claims_search, rowid, text, title) VALUES ('delete', old.claim, old.text, old.title);
END;
CREATE TRIGGER claims_changed AFTER UPDATE ON known_claims BEGIN
    INSERT INTO known_claims_search(known_claims_search, rowid, text, title) VALUES ('delete', old.claim, old.text, old.title);
    INSERT INTO known_claims_search(rowid, text, title) VALUES (new.claim, new.text, new.title);
END;
-- What people look at: no numbers of rows, what is asked for most first.
CREATE VIEW claims AS
    SELECT file, date, check_first, tag, speaker, sentences.text, source, claim, opinion, prediction, start, "end"
    FROM sentences JOIN articles USING (article);
CREATE VIEW statistics AS
    SELECT file, date, value, low, high, before, after, unit, "of", period, period_from, period_to, kind, comparator,
        trend, quantities.text, sentences.text AS sentence, speaker, quantities.start, quantities."end"
    FROM quantities JOIN articles USING (article) LEFT JOIN sentences USING (sentence) WHERE evidence;
CREATE VIEW quotes AS
    SELECT file, date, speaker, source, cue, kind, quotations.text, start, "end"
    FROM quotations JOIN articles USING (article);
COMMIT;
