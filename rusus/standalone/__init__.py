"""Claims that stand alone: what he, Nair, the company and last year mean, for the square brackets of an editor."""
