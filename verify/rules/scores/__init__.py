"""Rules of counting games: results, points, series, streaks, places."""
