"""Topics, related papers and the reasons for both, computed from the text of a collection."""

from sitegen.enrich.enrichment import Enrichment, enrich, static_encoder

__all__ = ["Enrichment", "enrich", "static_encoder"]
