"""Decisions in the formats of others, and as documents of their own.

Nothing here knows where decisions come from or what is shown on a page: ``decisions`` makes
of a catalogue what is written, the other modules write. A build uses ``feed`` and ``needs``
with what it shows itself.
"""
