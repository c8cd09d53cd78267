"""Rules that count the items of an enumeration."""
