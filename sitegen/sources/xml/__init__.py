"""Parse XML, and read what several XML formats share."""
