"""Records and how they are printed: records makes them, formats chooses a printer, writing puts the bytes in place.

annotations and labelling print for other tools, notebook for notebooks, and report/ makes the page to look at.
"""
