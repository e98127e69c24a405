"""sitegen: a pile of research papers in, a website out."""

__version__ = "0.1.0"

#: Tells a folder that sitegen made from one that it must not touch, nor read papers from.
SITE_MARKER = ".sitegen-site"
#: Tells the folder of a state, whose files are no papers.
STATE_MARKER = ".sitegen-state"
