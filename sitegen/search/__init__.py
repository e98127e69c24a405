"""Index a rendered site with Pagefind."""

from sitegen.search.options import IndexOptions
from sitegen.search.pagefind import index_site
from sitegen.search.words import common_words

__all__ = ["IndexOptions", "common_words", "index_site"]
