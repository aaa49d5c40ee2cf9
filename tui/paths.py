"""Where a user's files live: the XDG base directories."""

from __future__ import annotations

import os
from pathlib import Path


def config_file() -> Path:
    """``$XDG_CONFIG_HOME/elshi/config.toml``, or the ``ELSHI_CONFIG`` that replaces it."""
    named = os.environ.get("ELSHI_CONFIG")
    return Path(named) if named else _base("XDG_CONFIG_HOME", ".config") / "elshi" / "config.toml"


def alerts_file() -> Path:
    """``alerts.toml`` beside the settings."""
    return config_file().with_name("alerts.toml")


def store_file() -> Path:
    """``$XDG_DATA_HOME/elshi/articles.json``, the store when none is named."""
    return _base("XDG_DATA_HOME", ".local/share") / "elshi" / "articles.json"


def copied_file() -> Path:
    """``$XDG_STATE_HOME/elshi/copied.txt``, what was copied last, for terminals without a clipboard."""
    return _base("XDG_STATE_HOME", ".local/state") / "elshi" / "copied.txt"


def names_file() -> Path:
    """The names that 'elshi names refresh' brought: ``$ELSHI_NAMES``, else beside the store when none is named."""
    told, _, _ = os.environ.get("ELSHI_NAMES", "").partition(os.pathsep)
    return Path(told or store_file().with_name("names.json"))


def own_names_file() -> Path:
    """``names.toml`` beside the settings: the names that the user wrote by hand."""
    return config_file().with_name("names.toml")


def tell_names() -> None:
    """Let whoever reads know of those names and of the user's own, in this process and in those that it starts."""
    os.environ["ELSHI_NAMES"] = os.pathsep.join(map(str, (names_file(), own_names_file())))


def samples() -> Path:
    """The sample articles: packed beside the code when installed, ``seeds/`` in a checkout."""
    packed = Path(__file__).parent / "samples"
    return packed if packed.is_dir() else Path(__file__).parent.parent / "seeds"


def _base(variable: str, fallback: str) -> Path:
    """A base directory; the specification says to ignore a relative one."""
    value = Path(os.environ.get(variable, ""))
    return value if value.is_absolute() else Path.home() / fallback
