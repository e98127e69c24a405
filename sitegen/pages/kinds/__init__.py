"""One module per kind of page; ``sitegen.pages.registry`` lists them."""
