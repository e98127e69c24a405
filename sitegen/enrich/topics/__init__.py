"""Topics: candidate phrases, their salience, names and hierarchy, and each paper's choice."""
