"""sitegen: a pile of research papers in, a website out."""

__version__ = "0.1.0"
