"""``sitegen init``: the files of a new collection."""

from sitegen.init.project import Choices, FetchChoices, create_project, missing_lines

__all__ = ["Choices", "FetchChoices", "create_project", "missing_lines"]
