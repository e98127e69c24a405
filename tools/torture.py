#!/usr/bin/env python3
"""Test sitegen with hostile inputs and failures, each drawn from a seed.

    python tools/torture.py damage --variants 20000 --seed 1
    python tools/torture.py records --count 12000 --pages 300
    python tools/torture.py kills --random 60 --publish 24
    python tools/torture.py caches --count 40
    python tools/torture.py sizes --titles 200000 --files 100000

Each command is a module of ``tools/tortures`` with a docstring, ``add_arguments(parser)`` and
``run(arguments)``, which returns the exit code: 1 if a promise is broken, else 0.
"""

from __future__ import annotations

import argparse
import importlib
import sys

#: Modules of ``tortures``.
COMMANDS = ("damage", "records", "kills", "caches", "sizes")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    for name in COMMANDS:
        module = importlib.import_module(f"tortures.{name}")
        summary = module.__doc__.partition("\n")[0]
        subparser = commands.add_parser(name, help=summary, description=summary)
        module.add_arguments(subparser)
        subparser.set_defaults(run=module.run)
    arguments = parser.parse_args()
    return arguments.run(arguments)


if __name__ == "__main__":
    sys.exit(main())
