"""One module per export format; ``sitegen.publish.registry`` lists them."""
