"""BibTeX and BibLaTeX: grammar, macros, inheritance, names and fields of bibliographies."""
