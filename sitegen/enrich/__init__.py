"""Topics, related papers and the reasons for both, from text alone."""

from sitegen.enrich.enrichment import Enrichment, enrich, static_encoder
from sitegen.enrich.related.lists import RelatedRules
from sitegen.enrich.topics.tags import TagRules

__all__ = ["Enrichment", "RelatedRules", "TagRules", "enrich", "static_encoder"]
