"""The page: a static view with the records of the articles in it, in one HTML file that loads nothing."""

from __future__ import annotations

import html
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from string import Template

from rusus import __version__
from rusus.output.json_lines import to_json
from rusus.output.records import Record
from rusus.resources import read_text

MODULES = (
    "dom", "offsets", "wording", "articles", "filters", "overview", "reading", "differences", "matches", "record",
    "lists", "index", "main",
)  # fmt: skip
"""The JavaScript modules of the view, each after those that it imports."""

# A page's policy names its script by a hash, and such a script can load no module from beside it. So the modules
# stand in it one after another, each in a scope of its own that gives what it exports a name.
_IMPORT = re.compile(r'^import (\{[^}]*\}) from "\./(\w+)\.js";$', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?(?:function|const|class) (\w+))", re.MULTILINE)


def script() -> str:
    """Returns the JavaScript of the view: its modules as one."""
    return "".join(_scope(name, read_text(f"report/{name}.js")) for name in MODULES)


def _scope(name: str, code: str) -> str:
    exported = ", ".join(found[2] for found in _EXPORT.finditer(code))
    body = _EXPORT.sub(r"\1", _IMPORT.sub(r"const \1 = in_\2;", code))
    return f"const in_{name} = (() => {{\n{body}return {{ {exported} }};\n}})();\n"


def article_script(record: Record) -> str:
    """Returns the element that holds an article in the page: JSON in which no text can end it or open another."""
    text = to_json(record, compact=True).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return f'<script type="application/json">{text}</script>\n'


def page(articles: Iterable[str], title: str) -> Iterator[str]:
    """Yields the page piece by piece; ``articles`` are what ``article_script`` returned, ``title`` plain text."""
    style, code = read_text("report/style.css"), script()
    head, tail = (
        Template(part).substitute(
            title=html.escape(title),
            version=__version__,
            style=style,
            script=code,
            style_hash=_source_hash(style),
            script_hash=_source_hash(code),
        )
        for part in read_text("report/page.html").split("$data\n")
    )
    yield head
    yield from articles
    yield tail


def _source_hash(text: str) -> str:
    """Returns the hash by which a Content-Security-Policy allows an inline script or style (CSP 3, section 2.3.1)."""
    return f"sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}"
