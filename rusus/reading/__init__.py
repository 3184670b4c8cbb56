"""From bytes to articles: files finds and reads them, decoding makes text, web_pages takes articles out of HTML, corpora and
claim_archives read many from one file."""
