"""Rules of repetition: one figure told twice, in the story, its headline, its tables."""
