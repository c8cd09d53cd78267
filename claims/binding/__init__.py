"""What each figure of a text is about: `bind` reads indicator, area, period, mood and source from its sentence."""

from claims.binding.bind import bind

__all__ = ["bind"]
