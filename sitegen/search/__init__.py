"""Index a rendered site with Pagefind."""

from sitegen.search.pagefind import IndexOptions, index_site
from sitegen.search.words import common_words

__all__ = ["IndexOptions", "common_words", "index_site"]
