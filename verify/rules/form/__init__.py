"""Rules of form: figures that no house style prints, and ranges that lost a unit."""
