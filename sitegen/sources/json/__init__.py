"""Find the papers in a JSON document."""
