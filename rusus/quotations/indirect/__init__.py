"""Reported speech: find reads tagged sentences, finds cues, contents and sources, and decoder chooses among them."""
