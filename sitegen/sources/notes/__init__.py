"""Notes on papers, as programs for notes and websites keep them."""
