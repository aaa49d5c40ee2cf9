"""``elshi completion``: finish words with the Tab key."""

from __future__ import annotations

import click


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> int:
    """Print the completion script of a shell.

    bash: eval "$(elshi completion bash)" in ~/.bashrc; zsh likewise; fish: elshi completion fish > ~/.config/fish/completions/elshi.fish
    """
    from click.shell_completion import get_completion_class

    from tui.commands import elshi
    from tui.output import data

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"no completion for {shell}")
    data(f"{kind(elshi, {}, 'elshi', '_ELSHI_COMPLETE').source()}\n".encode())
    return 0
