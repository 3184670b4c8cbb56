"""Records and how they are printed: records makes them, formats chooses a printer, writing puts the bytes in place."""
