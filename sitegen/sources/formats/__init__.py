"""One module per source format; ``sitegen.sources.registry`` lists them."""
