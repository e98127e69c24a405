"""Related papers: similarity, nearest neighbours, lists and the reasons shown with them."""
