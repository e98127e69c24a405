"""The command line."""

from sitegen.cli.commands import cli, main

__all__ = ["cli", "main"]
