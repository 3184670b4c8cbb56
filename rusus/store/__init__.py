"""An archive in one SQLite file: connection opens it, database is its face, rows and queries its records, full_text and
fast_index find candidates, ranking orders them."""
