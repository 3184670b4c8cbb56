"""From decoded text to blocks, sentences and tokens: paragraphs and markdown cut it up, blocks says what each part is,
sentences divides blocks, tokens divides sentences; nothing rewrites the text."""
