"""From bytes to articles: files finds and reads them, decoding makes text, articles and web_pages make articles of it,
corpora and claim_archives read many from one file."""
