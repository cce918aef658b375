"""Nothing is parsed twice in one process: readings by the content they were made of."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps

from sphinxext_archdoc.languages import Reading

Reader = Callable[[str, str], Reading]
"""Reads a text; the second argument is the suffix of its file."""

CAPACITY = 8_000_000
"""Characters of source text whose readings are kept, over all languages."""


class ReadingCache:
    """Readings by the hash of what was read, as many as *capacity* characters gave.

    Texts themselves are not kept. The least recently used readings go first. Safe to use from
    several threads; two that ask for the same text at the same time may both read it.
    """

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._size = 0
        self._readings: OrderedDict[bytes, tuple[Reading, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: bytes) -> Reading | None:
        """Return the reading of *key*, which becomes the most recently used."""
        with self._lock:
            entry = self._readings.get(key)
            if entry is None:
                return None
            self._readings.move_to_end(key)
            return entry[0]

    def put(self, key: bytes, reading: Reading, size: int) -> None:
        """Keep the *reading* of a text of *size* characters, unless that is all that fits."""
        if size > self._capacity:
            return
        with self._lock:
            if key in self._readings:
                return
            self._readings[key] = (reading, size)
            self._size += size
            while self._size > self._capacity:
                _, (_, gone) = self._readings.popitem(last=False)
                self._size -= gone


_readings = ReadingCache()


def cached(language: str) -> Callable[[Reader], Callable[..., Reading]]:
    """Decorate the reader of *language* so that it reads equal texts once."""

    def decorate(reader: Reader) -> Callable[..., Reading]:
        @wraps(reader)
        def read(text: str, suffix: str = "") -> Reading:
            content = text.encode("utf-8", "surrogatepass")
            digest = hashlib.blake2b(content, digest_size=16).digest()
            key = f"{language}\0{suffix}\0".encode() + digest
            reading = _readings.get(key)
            if reading is None:
                reading = reader(text, suffix)
                _readings.put(key, reading, len(text))
            return reading

        return read

    return decorate
