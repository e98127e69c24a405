"""Text functions: cleaning, words, links, formulas and language. Pure, from str to values."""
