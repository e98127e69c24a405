"""Index a rendered site with Pagefind."""

from sitegen.search.pagefind import index_site

__all__ = ["index_site"]
