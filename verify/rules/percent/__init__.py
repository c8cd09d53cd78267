"""Rules of percentages: what cannot be, what no count gives, and words for shares."""
