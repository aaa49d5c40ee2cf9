"""The user's settings: TOML in the XDG configuration directory, every key optional."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from storage.errors import ElshiError
from tui.paths import config_file

TEMPLATE = """\
# elshi settings. Every key may be left out; what stands here is the default.

# store = "/path/to/articles.json"   # where articles are kept; --store and ELSHI_STORE go before it
# language = "en"                    # of the dashboard: en, kk or ru; else what LC_MESSAGES or LANG says
# title_lang = "en"                  # the language of event titles: en, kk or ru; else English, in the dashboard its language
# theme = "dark"                     # dark, light, contrast (high contrast) or ansi (the terminal's own colours)
# lean = false                       # fewer bytes over a slow line; chosen by itself over ssh
# allow_private = ["intranet.example"]   # hosts that may be asked though their addresses are private
# mouse = true                       # false leaves the mouse to the terminal; M changes it on the spot

# [keys]                             # key = action, as the help (?) lists them with blanks; "" takes a key away
# "ctrl+n" = "down"
# x = "fold"
"""


TITLE_LANG = "en"
"""The language of titles in which timelines are built, unless the person wishes for another."""


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The settings; None where elshi chooses by itself."""

    store: str | None = None
    language: Literal["en", "kk", "ru"] | None = None
    title_lang: Literal["en", "kk", "ru"] | None = None
    """None: that of the dashboard in the dashboard, `TITLE_LANG` everywhere else."""
    theme: Literal["dark", "light", "contrast", "ansi"] | None = None
    lean: bool | None = None
    mouse: bool = True
    keys: dict[str, str | list[str]] = {}
    """Key -> action, or actions of which the first that works in the pane is done; "" for none."""
    allow_private: list[str] = []


def load_config(path: Path | None = None) -> Config:
    """The settings in a file, or the defaults when there is none.

    Raises:
        ElshiError: the file cannot be read, or is not as it should be; the message names file and key.
    """
    path = path or config_file()
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError) as error:
        raise ElshiError(f"{path}: cannot be read: {error}", "mend the file or move it away") from None
    import tomllib

    try:
        return msgspec.convert(tomllib.loads(text), Config)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        known = ", ".join(Config.__struct_fields__)
        raise ElshiError(
            f"{path}: {error}", f"the keys are {known}; 'elshi config show' prints what is in force"
        ) from None
