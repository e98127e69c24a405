"""Reading lists in Markdown: their blocks, entries, tables and the words that they use."""
