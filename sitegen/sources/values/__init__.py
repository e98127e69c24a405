"""Values of single fields: dates, kinds, keywords, licences, places in a venue."""
