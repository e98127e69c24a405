"""Names and addresses of licences become one address each, and nothing else does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.text.licenses import license_name, license_url
from sitegen.text.links import safe_url

CC = "https://creativecommons.org"
ARXIV = "https://arxiv.org/licenses/nonexclusive-distrib/1.0/"


@pytest.mark.parametrize(
    ("text", "address", "name"),
    [
        ("CC BY 4.0", f"{CC}/licenses/by/4.0/", "CC BY 4.0"),
        ("cc-by-nc-nd-4.0", f"{CC}/licenses/by-nc-nd/4.0/", "CC BY-NC-ND 4.0"),
        ("CCBYSA", f"{CC}/licenses/by-sa/", "CC BY-SA"),
        ("cc_by_nc", f"{CC}/licenses/by-nc/", "CC BY-NC"),
        ("CC BY v4.0", f"{CC}/licenses/by/4.0/", "CC BY 4.0"),
        ("Creative Commons Attribution Non Commercial Share Alike 4.0 International",
         f"{CC}/licenses/by-nc-sa/4.0/", "CC BY-NC-SA 4.0"),
        ("Creative Commons Attribution-NonCommercial-NoDerivs 3.0 Unported License",
         f"{CC}/licenses/by-nc-nd/3.0/", "CC BY-NC-ND 3.0"),
        ("Attribution 4.0 International (CC BY 4.0)", f"{CC}/licenses/by/4.0/", "CC BY 4.0"),
        ("Creative Commons Zero v1.0 Universal", f"{CC}/publicdomain/zero/1.0/", "CC0 1.0"),
        ("http://www.creativecommons.org/licenses/by/3.0/us/legalcode",
         f"{CC}/licenses/by/3.0/us/", "CC BY 3.0 US"),
        ("https://creativecommons.org/licenses/by-nc/4.0/deed.de", f"{CC}/licenses/by-nc/4.0/",
         "CC BY-NC 4.0"),
        ("© 2024 Ann. This is under https://creativecommons.org/licenses/by/4.0/.",
         f"{CC}/licenses/by/4.0/", "CC BY 4.0"),
        ("arXiv.org perpetual, non-exclusive license", ARXIV, "arXiv.org"),
        ("http://arxiv.org/licenses/nonexclusive-distrib/1.0/", ARXIV, "arXiv.org"),
        ("apache-2.0", "https://spdx.org/licenses/Apache-2.0.html", "Apache-2.0"),
        ("https://spdx.org/licenses/mit", "https://spdx.org/licenses/MIT.html", "MIT"),
        ("https://www.example.org/terms#vor", "https://www.example.org/terms#vor", "example.org"),
    ],
)  # fmt: skip
def test_a_licence_has_one_address(text, address, name):
    assert license_url(text) == address == license_url(address)
    assert license_name(address) == name


@pytest.mark.parametrize(
    "text",
    [
        "", "© 2024 Elsevier", "All rights reserved", "open access", "by", "Attribution", "IEEE",
        "info:eu-repo/semantics/openAccess", "http://purl.org/coar/access_right/c_abf2", "(",
        "javascript:alert(1)", "https://user@evil.example/", "cc_no", "see creativecommons.org",
    ],
)  # fmt: skip
def test_other_texts_are_none(text):
    assert license_url(text) is None


@given(st.text() | st.from_regex(r"https?://[^ ]{1,20}/[^ ]{0,20}", fullmatch=True))
def test_any_address_is_safe_and_has_a_name(text):
    address = license_url(text)
    if address:
        assert safe_url(address) == address == license_url(address)
        assert license_name(address)
