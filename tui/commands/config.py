"""``elshi config``: the user's settings."""

from __future__ import annotations

import click


@click.command()
@click.argument("action", type=click.Choice(["show", "path", "check", "init"]), default="show")
def config(action: str) -> int:
    """Show the settings in force, print the path of their file, check it, or write one to start from (init)."""
    from tui.output import data, talk
    from tui.paths import config_file

    if action == "path":
        data(f"{config_file()}\n".encode())
    elif action == "init":
        _init()
    else:
        shown = _show()
        if action == "show":
            data(shown.encode())
        else:
            talk(
                f"{config_file()}: nothing to complain about"
                if config_file().exists()
                else "no settings: the defaults are in force"
            )
    return 0


def _show() -> str:
    import msgspec

    from tui.commands.options import store_url
    from tui.config import load_config

    settings = msgspec.structs.replace(load_config(), store=store_url(None))
    values = msgspec.to_builtins(settings)
    return "".join(f"{key} = {_toml(value)}\n" for key, value in values.items() if value is not None)


def _toml(value: object) -> str:
    import json

    if isinstance(value, dict):
        return f"{{ {', '.join(f'{_toml(key)} = {_toml(each)}' for key, each in value.items())} }}"
    return json.dumps(value, ensure_ascii=False)


def _init() -> None:
    from storage.errors import ElshiError
    from tui.config import TEMPLATE
    from tui.output import talk, write_file
    from tui.paths import config_file

    path = config_file()
    if path.exists():
        raise ElshiError(f"{path}: is there already", "edit it; 'elshi config show' prints what is in force")
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_file(path, TEMPLATE.encode())
    path.chmod(0o600)
    talk(f"wrote {path}")
