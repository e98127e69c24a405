"""Public and local addresses."""

import pytest

from sitegen.fetch.addresses import encoded_address, is_public, shown_address


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0",
        "100.64.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1", "::1", "::", "fe80::1",
        "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2001:db8::1",
    ],
)  # fmt: skip
def test_local_and_special_addresses_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["151.101.3.42", "2606:4700::1111", "::ffff:151.101.3.42", "64:ff9b::9765:32a"]
)
def test_addresses_of_the_internet_are_public(address):
    assert is_public(address)


def test_what_a_request_line_can_not_have_is_encoded():
    assert (
        encoded_address("https://a.org/ü b?q=é|1#part") == "https://a.org/%C3%BC%20b?q=%C3%A9%7C1"
    )
    assert encoded_address("https://a.org/a%20b?c=d+e") == "https://a.org/a%20b?c=d+e"


def test_secret_values_are_not_shown():
    assert shown_address("https://a.org/?q=1&api_key=x&page=2") == (
        "https://a.org/?q=1&api_key=…&page=2"
    )
    assert len(shown_address("https://a.org/" + "x" * 9999)) < 310
