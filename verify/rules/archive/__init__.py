"""A story beside earlier stories (`--archive`); they read `Context.recalled`."""
