"""The stemmers of our two languages, without the 34 others that their package imports: 2.3 MiB of memory."""

import sys
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from typing import Any

NAME = "snowballstemmer"


def stemmer(language: str) -> Any:
    """The class of a language, from its own module: the package is there meanwhile, but is not run."""
    spec = find_spec(NAME)
    assert spec
    sys.modules[NAME] = module_from_spec(spec)
    try:
        return getattr(import_module(f"{NAME}.{language}_stemmer"), f"{language.title()}Stemmer")
    finally:
        # Whoever imports the package runs it.
        del sys.modules[NAME]


EnglishStemmer, RussianStemmer = stemmer("english"), stemmer("russian")
