"""A story beside its press release, notes or table (`--against`); they read `Context.traces`."""
