"""Rules of the calendar: weekdays, dates that do not exist, ages, anniversaries, durations."""
