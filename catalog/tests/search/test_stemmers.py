"""Stems are those of the package, though only two of its languages are loaded."""

import subprocess
import sys

import pytest

from catalog.search.text import stem


@pytest.mark.parametrize("word", ["pleated", "shades", "linen", "льняной", "абажуры", "зеленый"])
def test_words_have_the_stems_of_the_package(word):
    import snowballstemmer

    language = "english" if word.isascii() else "russian"
    assert stem(word) == snowballstemmer.stemmer(language).stemWord(word)


def test_other_languages_are_not_loaded():
    loaded = "import sys, catalog.search.stemmers; print(*(name for name in sys.modules if name.endswith('_stemmer')))"
    found = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True).stdout
    assert set(found.split()) == {"snowballstemmer.english_stemmer", "snowballstemmer.russian_stemmer"}
