"""Index a rendered site with Pagefind."""

from sitegen.search.options import IndexOptions
from sitegen.search.pagefind import index_site
from sitegen.search.word_index import Tokens
from sitegen.search.words import common_words

__all__ = ["IndexOptions", "Tokens", "common_words", "index_site"]
