"""Bytes to text: marks, declarations, guesses and advice."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.errors import SourceError
from sitegen.sources.files.encodings import decode, decode_source, is_utf8

UTF8_NAMES = ["utf-8", "UTF-8", "utf8", "UTF8", "UTF_8", "u8", "utf 8", "utf-8-sig", "UTF_8_SIG"]
OTHER_NAMES = ["latin-1", "ascii", "utf-16", "utf-7", "klingon", "", "a\0b", "ütf"]


def refusal(data, encoding="utf-8"):
    with pytest.raises(SourceError) as caught:
        decode(data, "x.txt", encoding)
    return str(caught.value)


def test_the_message_names_the_byte_that_is_not_utf8():
    message = refusal(b"good\nna" + b"\xefve")
    assert message == (
        "x.txt:2: byte 0xEF at offset 7 is not utf-8; if the file has another encoding, "
        "give it: --encoding cp1252"
    )
    assert refusal(b"\xef\n").startswith("x.txt:1: byte 0xEF at offset 0 ")


def test_another_encoding_can_be_chosen():
    assert decode("naïve".encode("latin-1"), "x", "latin-1") == "naïve"
    assert decode("naïve".encode("utf-16"), "x", "utf-16") == "naïve"
    assert "offset 1 is not ascii" in refusal("aï".encode(), "ascii")
    assert refusal(b"xn--a", "idna").startswith("x.txt: is not idna: ")


@pytest.mark.parametrize("encoding", ["klingon", "", "a\0b", "hex"])
def test_an_unknown_encoding_is_an_error(encoding):
    assert refusal(b"x", encoding).startswith(f"x.txt: Python knows no encoding {encoding!r}")


@pytest.mark.parametrize(
    ("bom", "codec"),
    [
        (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)  # fmt: skip
def test_a_byte_order_mark_is_obeyed(bom, codec):
    for encoding in ("utf-8", "UTF_8"):
        assert decode_source(bom + "Größe 帽".encode(codec), "x", encoding) == ("Größe 帽", "")
    assert refusal(bom + b"x\0\0").startswith("x.txt:1: byte 0x") or codec.startswith("utf-16")


def test_a_byte_order_mark_of_utf8_outweighs_what_is_asked_for():
    assert decode(b"\xef\xbb\xbf" + "Größe".encode(), "x", "latin-1") == "Größe"


@pytest.mark.parametrize("encoding", UTF8_NAMES)
def test_all_names_of_utf8_are_read_alike(encoding):
    assert is_utf8(encoding)
    assert decode(b"\xef\xbb\xbf\xc3\xaf", "x", encoding) == "ï"
    assert decode(b"\xc3\xaf", "x", encoding) == "ï"


@pytest.mark.parametrize("encoding", OTHER_NAMES)
def test_other_names_are_not_those_of_utf8(encoding):
    assert not is_utf8(encoding)


def test_binary_data_is_named():
    assert refusal(b"%PDF-1.7\0\0") == (
        "x.txt: is a binary file (a NUL at character 8), not text; save the page as text"
    )
    assert "a NUL at character 0" in refusal(b"\0x")


def test_byte_order_mark_and_line_ends_are_removed():
    assert decode(b"\xef\xbb\xbfa\r\nb\rc\n\r", "x") == "a\nb\nc\n\n"


SMART = "A “smart” model – 2008–2012 for O’Niell, 50 € by Jörg Möller"
CHINESE = "虚构的书签整理软件之比较研究与介绍"


def test_utf16_without_a_mark_is_seen_by_its_zeros():
    text, warning = decode_source("TY  - JOUR\nTI  - A title\n".encode("utf-16-le"), "x")
    assert text == "TY  - JOUR\nTI  - A title\n"
    assert "utf-16-le" in warning


@pytest.mark.parametrize(
    ("declaration", "codec"),
    [
        ("% Encoding: windows-1252", "cp1252"), ("% Encoding: Cp1252", "cp1252"),
        ("%Encoding: ISO8859_1", "cp1252"), ("<?xml version='1.0' encoding='windows-1252'?>", "cp1252"),
        ('<html><head><meta charset="windows-1252">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "cp1252"),
        ("@comment{x-kbibtex-encoding=cp1252}", "cp1252"), ("% -*- coding: cp1252 -*-", "cp1252"),
        ('Content: text/plain; charset="windows-1252"', "cp1252"), ("% Encoding: MacRoman", "mac_roman"),
        ("% Encoding: x-MacRoman", "mac_roman"),
        ("% vim: set fileencoding=windows-1252 :", "cp1252"), ("# vi: fenc=cp1252", "cp1252"),
    ],
)  # fmt: skip
def test_a_declaration_is_obeyed(declaration, codec):
    text = f"{declaration}\n{SMART}"
    assert decode_source(text.encode(codec), "x") == (text, "")


@pytest.mark.parametrize(("declared", "codec"), [("GB2312", "gb18030"), ("Shift_JIS", "cp932")])
def test_a_declaration_of_a_subset_is_read_as_its_superset(declared, codec):
    text = f"% Encoding: {declared}\n" + ("帽子鎔" if codec == "gb18030" else "帽子①")
    assert decode(text.encode(codec), "x") == text


def test_utf8_outweighs_a_declaration():
    text = "% Encoding: windows-1252\nGröße"
    assert decode(text.encode(), "x") == text


def test_a_declaration_of_escapes_is_obeyed():
    text = "% Encoding: ISO-2022-JP\n論文"
    assert decode(text.encode("iso2022_jp"), "x") == text


def test_latin_1_with_control_characters_is_windows_1252():
    assert decode(SMART.encode("cp1252"), "x", "latin-1") == SMART
    assert decode(b"\x93a\x81\x94", "x", "iso-8859-1") == "“a\x81”"


@pytest.mark.parametrize(
    ("text", "codec"),
    [(SMART, "cp1252"), ("Muñoz, José", "cp1252"), ("Sørensen, Kåre; Þór, Ægir; Lefèvre", "cp1252"),
     ("Möller, Jörg: Hüte", "mac_roman"), ("Lefèvre, Élise: Ponts à Paris", "mac_roman"),
     ("Gdańsk", "cp1250"), ("Woźniak, Michał: Zażółć gęślą", "cp1250"), ("Dvořák, Jiří: přehled řešení", "cp1250"),
     ("Kağıt köprüler: Şahin, Yıldız, İbrahim", "cp1254"), ("Dvořák: Šťastný Tomáš, žlutý", "iso8859-2"),
     ("논문 관리에 대하여", "euc_kr"), (CHINESE, "gb18030"), ("Рукавицы и шапки на морозе, зимой и весной, для взрослых и детей", "cp1251"),
     ("%A 王伟\n%A 李娜\n%T 深度学习在自然语言处理中的应用研究\n%J 计算机学报", "gb18030"),
     ("การศึกษาการประมวลผลภาษาธรรมชาติ สมชาย ใจดี", "cp874"), ("Рукавицы и шапки на морозе", "koi8-r"), ("書籤管理軟體之比較研究與介紹", "big5")],
)  # fmt: skip
def test_a_sure_guess_is_used_with_a_warning(text, codec):
    reading = decode_source(text.encode(codec), "x")
    assert reading.text == text
    assert f"was read as {codec};" in reading.warning


@pytest.mark.parametrize(
    ("text", "codec", "advice"),
    [
        ("naïve", "cp1252", "cp1252"), ("Şahin, Ayşe", "cp1254", "cp1254"),
    ],
)  # fmt: skip
def test_an_unsure_guess_is_the_advice(text, codec, advice):
    message = refusal(text.encode(codec))
    assert message.endswith(f"give it: --encoding {advice}")


@given(st.binary(max_size=300), st.sampled_from(["utf-8", "latin-1", "utf-16", "gb18030"]))
def test_any_bytes_are_decoded_or_refused(data, encoding):
    try:
        text, warning = decode_source(data, "x", encoding)
    except SourceError as error:
        assert str(error).startswith("x:")
        assert "latin-1; " not in str(error) or encoding == "latin-1"
    else:
        assert "\r" not in text
        assert "\0" not in text
        assert "\n" not in warning


def test_lines_of_windows_1252_in_a_utf8_text_are_decoded_alone():
    data = "Žluté 紙\nDvořák\n".encode() + "Muñoz, Íñigo\n".encode("cp1252") + b"z\n"
    text, warning = decode_source(data, "x")
    assert text == "Žluté 紙\nDvořák\nMuñoz, Íñigo\nz\n"
    assert warning == "line 3 is not UTF-8 and was read as cp1252; check the accents"


@pytest.mark.parametrize("codec", ["utf-32-le", "utf-32-be"])
def test_utf32_without_a_mark_is_seen_by_its_zeros(codec):
    text, warning = decode_source("TY  - JOUR\nTI  - Größe 帽\n".encode(codec), "x")
    assert text == "TY  - JOUR\nTI  - Größe 帽\n"
    assert codec in warning


def test_marks_between_joined_files_are_removed():
    assert decode(b"\xef\xbb\xbfa\n\xef\xbb\xbfb\n", "x") == "a\nb\n"


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\x85"])
def test_line_ends_of_unicode_are_line_ends_outside_of_json(end):
    assert decode(f"a{end}b{end}".encode(), "x") == "a\nb\n"
    assert decode(f'{{"title": "a{end}b"}}'.encode(), "x") == f'{{"title": "a{end}b"}}'


def test_a_c1_control_in_a_text_of_lines_is_no_line_end():
    assert decode("wait\x85 for\nit\n".encode(), "x") == "wait\x85 for\nit\n"


MISREAD = "Ponts à Paris, LefÃ¨vre, Ã‰lise, DvoÅ™Ã¡k".replace("à", "Ã\xa0")


def test_a_text_that_was_decoded_wrongly_is_repaired_as_a_whole():
    text, warning = decode_source(MISREAD.encode(), "x")
    assert text == "Ponts à Paris, Lefèvre, Élise, Dvořák"
    assert "decoded twice" in warning


@pytest.mark.parametrize("text", ["IRMÃ, NAÇÃO", "Größe Ã¨", "é Ã‰", "SMÅ™", "plain"])
def test_a_text_with_right_letters_is_not_repaired(text):
    assert decode_source(text.encode(), "x") == (text, "")


def test_surrogates_in_utf8_are_joined_or_replaced():
    data = "é \ud835\udd38 \ud800 z".encode("utf-8", "surrogatepass")
    text, warning = decode_source(data, "x")
    assert text == "é 𝔸 \ufffd z"
    assert "surrogates" in warning


def test_a_few_damaged_bytes_cost_a_character_each():
    text = "Größe\n" * 6
    data = text.encode()
    decoding = decode_source(data[:22] + b"\xe1" + data[23:], "x.txt")
    assert decoding.text.count("\ufffd") == 1
    assert decoding.text.count("Größe") == 5
    assert decoding.warning == (
        "has 1 sequence of bytes that can't be UTF-8, the first in line 3; check that line, or get "
        "the file again"
    )
    # A file that ends in the middle of a letter.
    assert decode_source(("x" * 9 + text).encode() + b"\xc3", "x.txt").text.endswith("\n\ufffd")


def test_a_few_nuls_cost_a_character_each():
    decoding = decode_source(b"a\nb\0c" + b" words" * 100, "x.txt")
    assert decoding.text.startswith("a\nb\ufffdc words")
    assert decoding.warning.startswith("has 1 NUL, the first in line 2, in place of other")
