"""Templates: nothing inline, nothing marked safe, parts included with only what they need."""

import re
from pathlib import Path

import pytest

TEMPLATES = sorted(Path("templates").rglob("*.html"))
BANNED = {
    "marks text as safe": re.compile(r"\|\s*safe\b|\{%\s*autoescape\s+off"),
    "has an inline script": re.compile(r"<script(?![^>]*\bsrc=)", re.I),
    "has an inline style": re.compile(r"\sstyle\s*=|<style", re.I),
    "has an inline handler": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.I),
    "includes a part without only": re.compile(r"\{%\s*include(?![^%]*\bonly\s*%\})[^%]*%\}"),
    "loads something from elsewhere": re.compile(r"(?:src|href)\s*=\s*[\"'](?:https?:)?//", re.I),
}


def faults(text: str) -> list[str]:
    bare = re.sub(r"\{% comment %\}.*?\{% endcomment %\}|\{#.*?#\}", "", text, flags=re.S)
    return [what for what, pattern in BANNED.items() if pattern.search(bare)]


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_a_template_keeps_the_rules_of_the_house(path):
    assert faults(path.read_text()) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{{ note|safe }}", "marks text as safe"),
        ("<script>go()</script>", "has an inline script"),
        ('<p style="color: red">', "has an inline style"),
        ('<a onclick="go()">', "has an inline handler"),
        ('{% include "x.html" %}', "includes a part without only"),
        ('<img src="https://example.org/x.png">', "loads something from elsewhere"),
    ],
)
def test_each_rule_can_fail(text, what):
    assert faults(text) == [what]
