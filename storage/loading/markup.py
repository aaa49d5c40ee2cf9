"""HTML and what is like it, read in one pass over the text whatever is in it: its tags, and the text that a person would see.

No tree is built and nothing is looked up twice, so that no page, however it is made, takes more time than its length allows.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

_NAME = re.compile(r"/?([A-Za-z][A-Za-z0-9:_.-]*)")
_STOP = re.compile(r"""["'>]""")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?""")
_ENDLESS_REFERENCE = re.compile(r"&#(?:\d{10,}|[xX][0-9a-fA-F]{10,});?")
_SPACES = re.compile(r"[ \t\n\r\f\v]+")
_UNSEEN = frozenset(
    ("script", "style", "template", "noscript", "iframe", "object", "svg", "math", "head", "title")
)
_RAW = frozenset(("script", "style", "title", "textarea", "xmp", "noscript", "iframe"))
_BREAKS = frozenset(("br", "tr", "dt", "dd", "option"))
_BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "details",
            "dialog",
            "div",
            "dl",
        ),
        *(
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
        ),
        *("legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "ul"),
    )
)


class Tag(NamedTuple):
    """A tag as it stands there."""

    name: str
    closing: bool
    raw: str

    def attributes(self) -> dict[str, str]:
        """Its attributes, with entities decoded; of two of one name the first counts."""
        found: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(self.raw):
            value = match[2] or match[3] or match[4] or ""
            found.setdefault(match[1].lower(), decoded(value))
        return found


Token: TypeAlias = Tag | str


def tokens(markup: str) -> Iterator[Token]:
    """Tags and the text between them, entities not decoded; comments and declarations are left out.

    What stands in scripts, styles and titles comes as one text after its opening tag.
    """
    position, size = 0, len(markup)
    exhausted: set[str] = set()  # what does not occur in the rest, so that nobody looks for it again
    while position < size:
        start = markup.find("<", position)
        if start < 0:
            yield markup[position:]
            return
        if start > position:
            yield markup[position:start]
        position = start
        name = _NAME.match(markup, start + 1)
        if name:
            end = _end_of_tag(markup, name.end(), exhausted)
            if end < 0:
                yield markup[start:]
                return
            tag = Tag(name[1].lower(), markup[start + 1] == "/", markup[name.end() : end])
            yield tag
            position = end + 1
            if tag.name in _RAW and not tag.closing:
                close = _find(
                    re.compile(rf"</{tag.name}(?![A-Za-z0-9])", re.IGNORECASE), markup, position, exhausted
                )
                if close > position:
                    yield markup[position:close]
                if close >= 0:
                    position = close
        elif markup.startswith("<![CDATA[", start):
            position = start + 9
        elif markup.startswith(("<!", "<?", "</"), start):
            position = _after_declaration(markup, start, exhausted)
        else:
            yield "<"
            position = start + 1


def to_text(markup: str) -> str:
    """The text that a person would see: paragraphs parted by empty lines, entities decoded once."""
    parts: list[str] = []
    hidden: list[str] = []
    for token in tokens(markup):
        if isinstance(token, str):
            if not hidden:
                parts.append(_SPACES.sub(" ", decoded(token.removesuffix("]]>"))))
        elif token.name in _UNSEEN:
            if not token.closing:
                if not token.raw.endswith("/"):
                    hidden.append(token.name)
            elif token.name in hidden:
                del hidden[hidden.index(token.name) :]
        elif token.name in _BREAKS:
            parts.append("\n")
        elif token.name in _BLOCKS:
            parts.append("\n\n")
    return _tidy("".join(parts))


def decoded(text: str) -> str:
    """The text with its entities decoded, once."""
    if "&" not in text:
        return text
    return html.unescape(_ENDLESS_REFERENCE.sub("", text) if "&#" in text else text)


def looks_like_markup(text: str) -> bool:
    """Whether a text of unknown type is HTML: it holds a closing tag, a line break or an entity."""
    return (
        re.search(r"</[a-zA-Z]+\s*>|<(?:br|p|img|hr)\b[^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|\w+);", text)
        is not None
    )


def _tidy(text: str) -> str:
    text = re.sub(r" ?\n ?", "\n", re.sub(r"[ \t]+", " ", text))
    return re.sub(r"\n{3,}", "\n\n", text).strip(" \t\n")


def _end_of_tag(markup: str, position: int, exhausted: set[str]) -> int:
    """Where its ``>`` stands, outside quotation marks if they are closed; -1 when there is none."""
    begin = position
    while True:
        if ">" in exhausted:
            return -1
        stop = _STOP.search(markup, position)
        if not stop:
            break
        if stop[0] == ">":
            return stop.start()
        close = -1 if stop[0] in exhausted else markup.find(stop[0], stop.end())
        if close < 0:
            exhausted.add(stop[0])
            position = stop.end()
        else:
            position = close + 1
    end = markup.find(">", begin)
    if end < 0:
        exhausted.add(">")
    return end


def _find(pattern: re.Pattern[str], markup: str, position: int, exhausted: set[str]) -> int:
    if pattern.pattern in exhausted:
        return -1
    found = pattern.search(markup, position)
    if not found:
        exhausted.add(pattern.pattern)
        return -1
    return found.start()


def _after_declaration(markup: str, start: int, exhausted: set[str]) -> int:
    for opening, closing in (("<!--", "-->"), ("<", ">")):
        if markup.startswith(opening, start) and closing not in exhausted:
            end = markup.find(closing, start + len(opening))
            if end >= 0:
                return end + len(closing)
            exhausted.add(closing)
    return len(markup)
