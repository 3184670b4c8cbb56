"""The same statement elsewhere: find pairs statements, verdicts says what a pair is, the others name what differs."""
