"""Let ``python -m sitegen`` do what ``sitegen`` does."""

from sitegen.cli import main

main()
