"""Links: in a text without markup, [words](address) as somebody copied them."""

from __future__ import annotations

import re

LINK = re.compile(
    r"""
    \[ ([^\[\]\n]{1,300}) \]                                         # [the mayor], what a reader sees
    \( (?: https?:// | www\. | mailto: | [/\#.] ) [^()\s]*            # (https://example.org/mayor
        (?: \([^()\s]*\) [^()\s]* )? (?: \s"[^"\n]{0,99}" )? \)       #   with brackets and a title at most)
    """,
    re.VERBOSE,
)


def hide_links(text: str) -> str:
    """Returns a text of the same length with blanks for the brackets and the addresses of links."""
    if "](" not in text:
        return text
    return LINK.sub(lambda link: f" {link[1]}".ljust(len(link[0])), text)
