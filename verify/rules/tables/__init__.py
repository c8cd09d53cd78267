"""A story beside the reporter's own tables (`--table`); they read `Context.answers`."""
