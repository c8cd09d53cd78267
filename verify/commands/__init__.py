"""The commands of the console program, a module each, loaded when called."""
