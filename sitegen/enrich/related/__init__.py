"""Related papers: similarity, nearest neighbours, lists, reasons."""
