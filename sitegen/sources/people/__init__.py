"""Names of people, in texts, lists and objects."""
