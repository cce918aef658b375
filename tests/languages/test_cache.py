"""Nothing is parsed twice, and not everything is kept."""

from __future__ import annotations

from sphinxext_archdoc.languages import Reading, languages
from sphinxext_archdoc.languages._cache import ReadingCache, cached


def test_equal_texts_are_read_once() -> None:
    seen: list[tuple[str, str]] = []

    @cached("test-once")
    def read(text: str, suffix: str) -> Reading:
        seen.append((text, suffix))
        return Reading(error_line=len(seen))

    first = read("interface A {}", ".ts")
    assert read("interface A" + " {}", ".ts") is first
    assert read("interface B {}", ".ts") is not first
    assert read("interface A {}", ".tsx") is not first
    assert read("interface A {}") is not first
    assert len(seen) == 4


def test_languages_do_not_mix() -> None:
    text = "class Store:\n    size: int\n"
    readings = {x.NAME: x.declarations(text) for x in languages()}
    assert [x.name for x in readings["python"].declarations] == ["Store"]
    assert readings["graphql"].declarations == ()


def test_every_language_is_cached() -> None:
    for language in languages():
        assert language.declarations("# nothing") is language.declarations("# nothing")


def test_least_recently_used_readings_go_first() -> None:
    cache = ReadingCache(capacity=10)
    a, b, c = (Reading(error_line=n) for n in (1, 2, 3))
    cache.put(b"a", a, 4)
    cache.put(b"b", b, 4)
    assert cache.get(b"a") is a
    cache.put(b"c", c, 4)
    assert cache.get(b"b") is None
    assert cache.get(b"a") is a
    assert cache.get(b"c") is c


def test_what_fills_the_cache_alone_is_not_kept() -> None:
    cache = ReadingCache(capacity=10)
    cache.put(b"a", Reading(), 4)
    cache.put(b"b", Reading(), 11)
    assert cache.get(b"a") is not None
    assert cache.get(b"b") is None


def test_a_reading_is_kept_once() -> None:
    cache = ReadingCache(capacity=10)
    for _ in range(5):
        cache.put(b"a", Reading(), 4)
    cache.put(b"b", Reading(), 4)
    assert cache.get(b"a") is not None
