"""Documentation in HTML and XML becomes Markdown."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxext_archdoc.languages._markup import markdown_of


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("Plain, a < b & c.", "Plain, a < b & c."),
        ("Store<K, V> of <T>, <P>", "Store<K, V> of <T>, <P>"),
        ("{@code Map<K, {V}>} &lt;b&gt;", "`Map<K, {V}>` <b>"),
        ("One.\n<p>Two.</p>", "One.\n\nTwo."),
        ("<b>Bold</b> <em>it</em> <code>x</code>", "**Bold** *it* `x`"),
        ("<ul>\n<li>One</li>\n<li>Two\n</ul>", "- One\n\n- Two"),
        ('<a href="https://a.example/?b&amp;c">There</a>', "[There](https://a.example/?b&c)"),
        ('<a name="here">Here</a>', "Here"),
        ("<pre>\na &lt; b\n  c\n</pre>", "```\na < b\n  c\n```"),
        ("<pre>{@code\nA<B> c;\n}</pre>", "```\nA<B> c;\n```"),
        ("@param <K> the keys", "@typeParam K - the keys"),
        ("<summary>\nGets <c>it</c>.\n</summary>", "Gets `it`."),
        ('<see cref="T:A.Store"/> <see langword="null" />', "`A.Store` `null`"),
        ('Of <paramref name="key"/>.', "Of `key`."),
        ('<param name="key">Which.</param>', "@param key - Which."),
        ('A.\n<typeparam name="T">What.</typeparam>', "A.\n@typeParam T - What."),
        ("<returns>It.</returns>", "@returns It."),
        ('<exception cref="E">Never.</exception>', "@throws E Never."),
        ("A.\n<remarks>B.</remarks>\n", "A.\n@remarks B."),
        ("<example><code>\na\n</code></example>", "@example\n```\na\n```"),
        ("<inheritdoc/>", ""),
    ],
)
def test_tags_become_markdown(text: str, markdown: str) -> None:
    assert markdown_of(text) == markdown


@given(st.text(alphabet="ab \n@{}", max_size=60))
def test_text_without_tags_keeps_its_words(text: str) -> None:
    assert markdown_of(text).split() == text.split()


@given(st.text(alphabet="<>/pre code{@}\"'=&;\n", max_size=80))
def test_any_text_becomes_something(text: str) -> None:
    markdown_of(text)


@pytest.mark.parametrize("part", ["<pre>", "<code>\n", '<p "', "{@code {", "<a href='", "&lt"])
def test_time_grows_no_faster_than_the_text(part: str) -> None:
    start = time.process_time()
    markdown_of(part * 100_000)
    assert time.process_time() - start < 5
