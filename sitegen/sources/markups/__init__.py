"""Lists in other markup languages than Markdown: one conversion per language."""
