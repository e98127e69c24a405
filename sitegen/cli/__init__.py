"""The command line."""

from sitegen.cli.commands import cli
from sitegen.cli.entry import main

__all__ = ["cli", "main"]
