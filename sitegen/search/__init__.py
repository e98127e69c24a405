"""Index a rendered site with Pagefind."""

from sitegen.search.pagefind import Wanted, index_site
from sitegen.search.words import common_words

__all__ = ["Wanted", "common_words", "index_site"]
