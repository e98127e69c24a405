"""Topics: candidate phrases, their salience, names and hierarchy, and the tags of each paper."""
