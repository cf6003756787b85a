"""Typed and pasted text: invisible characters are removed, and what a script needs stays."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError

from shop.typed_text import TextField, clean_code, clean_prose, clean_text, says_something, with_plain_digits

INVISIBLE = (
    *("\u00ad", "\u034f", "\u061c", "\u180e", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u202a", "\u202b"),
    *("\u202c", "\u202d", "\u202e", "\u2060", "\u2061", "\u2064", "\u2066", "\u2067", "\u2068", "\u2069", "\u206f"),
    *("\ufe0f", "\ufeff", "\ufff9", "\U000e0020", "\U000e0100", "\x08", "\x1b", "\x7f", "\x9f"),
)
BLANK = ("\t", "\n", "\xa0", "\u1680", "\u2000", "\u2009", "\u200a", "\u2028", "\u202f", "\u205f", "\u2800", "\u3000")
FILLERS = ("\u115f", "\u1160", "\u3164", "\uffa0")
DASHES = ("\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212", "\ufe63", "\uff0d", "\u02d7", "\u2043")

# Names as people have them: each stays as it is.
NAMES = (
    *("Anna Lindqvist", "O’Brien", "O'Brien", "D’Angelo", "Nguyễn Thị Minh Khai", "İbrahim Şahin", "Łukasz Żółć"),
    *("Ærøskøbing", "Þór Björnsson", "Ğülşen", "Șerban Țurcanu", "Zoë", "Jean-Luc", "van ’t Hoff", "X Æ A-12"),
    *("José María de la Cruz y Núñez", "Müller-Lüdenscheidt", "Siân ap Rhys", "Ludvík Dvořák", "Ő", "Q"),
    *("Анна Ёлкина", "Жанна д’Арк", "Ґалаґан Їжакевич", "Ўладзімір", "Ђорђе Љубичић", "Ќирил", "Әлия Қызы", "Өмүрбек"),
    *(
        "Αλέξανδρος",
        "Ἀχιλλεύς",
        "Գևորգ",
        "გიორგი",
        "עברית בן־גוריון",
        "محمد العلي",
        "فاطمة",
        "نیلوفر می‌خواهد",
        "مہ‌جبین",
    ),
    *("क्षितिज", "अनुष्का", "क्‍ष", "র‍্যাব", "শ্রাবণী", "ශ්‍රී ලංකා", "தமிழ்", "മലയാള‍ം", "ಕನ್ನಡ", "తెలుగు", "ਪੰਜਾਬੀ", "ગુજરાતી"),
    *("สมชาย", "ລາວ", "မြန်မာ", "សុខា", "བོད་", "ᠮᠣᠩᠭᠣᠯ", "አማርኛ", "ߒߞߏ", "ꦗꦮ", "王小明", "渡邉󠄀", "葛󠄀飾", "𠮷野家", "髙橋"),
    *(
        "ひらがな",
        "カタカナー",
        "ジャン・リュック",
        "김민수",
        "한글",
        "👩‍💻 Ann",
        "Ann ❤️",
        "李 (Li), 3rd",
        "№ 7, кв. 5 «А»",
        "St. Mary's",
    ),
)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_any_script_stays_as_it_is(name):
    assert clean_text(name) == unicodedata.normalize("NFC", name)
    assert clean_text(unicodedata.normalize("NFD", name)) == unicodedata.normalize("NFC", name)
    assert TextField().clean(name) == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize("sign", INVISIBLE, ids=ascii)
def test_a_sign_that_nobody_sees_goes(sign):
    assert clean_text(f"{sign}An{sign}na{sign} {sign}{sign}Lind{sign}") == "Anna Lind"
    assert clean_code(f"{sign}22{sign}3{sign} 59{sign}") == "223 59"


@pytest.mark.parametrize("sign", [*BLANK, *FILLERS], ids=ascii)
def test_every_kind_of_space_is_one_space(sign):
    assert clean_text(f"{sign}Anna{sign}{sign} Lind{sign}") == "Anna Lind"
    assert clean_code(f"{sign}223{sign}{sign} 59{sign}") == "223 59"


@pytest.mark.parametrize("sign", DASHES, ids=ascii)
def test_every_kind_of_dash_is_a_hyphen(sign):
    assert clean_text(f"Anne{sign}Marie") == "Anne-Marie"
    assert clean_code(f"225{sign}59") == "225-59"


@pytest.mark.parametrize("text", ["۱۲۳", "١٢٣", "१२३", "１２３", "𝟏𝟐𝟑", "১২৩"])
def test_digits_of_any_script_can_be_had_as_plain_ones(text):
    assert with_plain_digits(text) == "123"


def test_a_joiner_goes_where_its_script_does_not_need_it():
    assert clean_text("An\u200cna") == "Anna"
    assert clean_text("می\u200f\u200c\u200c\u200fخواهم") == "می\u200cخواهم"
    assert clean_text("\u200cمی\u200c \u200cخواهم\u200c") == "می خواهم"


@pytest.mark.parametrize("name", NAMES)
def test_what_is_clean_is_not_changed_again(name):
    assert clean_text(clean_text(name)) == clean_text(name)
    assert clean_code(clean_code(name)) == clean_code(name)


@pytest.mark.parametrize("typed", ["", " ", *INVISIBLE, *BLANK, *FILLERS, "\u200b \u3164\u00ad"], ids=ascii)
def test_signs_that_say_nothing_are_no_answer(typed):
    with pytest.raises(ValidationError, match=r"This field is required\."):
        TextField().clean(typed)
    assert TextField(required=False).clean(typed) == ""


@pytest.mark.parametrize("typed", ["-", "—", ".", "…", "'", "()", "🙂", "´", "☺️", "—\u200b—", "\u0301"], ids=ascii)
def test_signs_without_a_letter_or_digit_are_no_name(typed):
    assert not says_something(clean_text(typed))
    with pytest.raises(ValidationError, match="Enter at least one letter or digit"):
        TextField().clean(typed)


def test_the_length_is_that_of_what_is_kept():
    field = TextField(max_length=4)
    assert field.clean("\u202aA\u200bn\u200bn\u200ba\u202c") == "Anna"
    with pytest.raises(ValidationError, match="at most 4 characters"):
        field.clean("Annas")


def test_the_character_0_is_refused_in_words():
    with pytest.raises(ValidationError, match="Null characters are not allowed"):
        TextField().clean("Anna\x00")


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("  Linen – oat.\r\n\r\nWipe with a dry cloth. \n", "Linen – oat.\r\n\r\nWipe with a dry cloth."),
        (" \u200b\u3164\t", ""),
        ("ha\u00adlm", "halm"),
        ("e\u0301", "é"),
    ],
)
def test_prose_keeps_its_lines_and_dashes_and_loses_what_nobody_sees(typed, text):
    assert clean_prose(typed) == text
