"""Terminal: what may be sent to one."""

from __future__ import annotations

import re

# C0 and C1 controls but tab and line feed, the marks that reorder text (Trojan Source, CVE-2021-42574), surrogates.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def escape_controls(text: str) -> str:
    """Returns ``text`` with everything that a terminal would obey replaced by a visible mark."""
    return _CONTROL.sub(_visible, text)


def _visible(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(0x2400 + code) if code < 0x20 else "\N{REPLACEMENT CHARACTER}"
