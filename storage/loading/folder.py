"""Folders: the article files below a folder, in the order of their names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from storage.identity import LINE_FORMATS
from storage.loading.problem import Problem, readable, system_problem

ENDINGS = (".txt", *LINE_FORMATS, ".csv", ".tsv", ".html", ".htm", ".xml", ".rss", ".atom")


def article_files(folder: str) -> Iterator[Path | Problem]:
    """Article files, a folder's own before those of its subfolders; others, hidden ones and READMEs are passed over.

    A folder that cannot be listed, or holds no article file at all, is a problem.
    """
    failures: list[OSError] = []
    empty = True
    for here, folders, names in os.walk(folder, onerror=failures.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(filter(_is_article, names)):
            path = Path(here, name)
            if path.exists() and not path.is_file():
                continue  # a pipe or a device would be waited for without end
            empty = False
            yield path
    for error in failures:
        yield system_problem(readable(error.filename or folder), error)
    if empty and not failures:
        yield Problem(
            readable(folder),
            None,
            "there are no articles in this folder",
            f"put files in it that end in {', '.join(ENDINGS)}",
        )


def _is_article(name: str) -> bool:
    lower = name.lower()
    return lower.endswith(ENDINGS) and not lower.startswith((".", "readme"))
