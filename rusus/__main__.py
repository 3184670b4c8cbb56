"""``python -m rusus`` is the same as ``rusus``."""
from rusus.cli import main

main()
