"""Names in other spellings: which are offered, and which are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.pages.spellings import find_spellings


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("J. Smith", "John Smith"), ("J Smith", "John Smith"), ("John A. Smith", "John Smith"),
        ("J. A. Smith", "John Adam Smith"), ("Smith, John", "John Smith"), ("Smith J", "John Smith"),
        ("Kingma DP", "Diederik P. Kingma"), ("José Núñez", "Jose Nunez"), ("Jörg Müller", "Joerg Mueller"),
        ("Wang Wei", "Wei Wang"), ("Łukasz Kaiser", "Lukasz Kaiser"), ("Jean-Paul Roy", "J.-P. Roy"),
        ("Sean O'Brien", "Sean O’Brien"), ("JOHN SMITH", "John Smith"),
    ],
)  # fmt: skip
def test_names_that_may_be_one(left, right):
    assert find_spellings([left, right]) == {left: [right], right: [left]}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("John Smith", "Jane Smith"), ("J. Smith", "Bob Smith"), ("J. A. Smith", "J. B. Smith"),
        ("Wei Wang", "Wei Liu"), ("Plato", "Plato Smith"), ("Li", "Li Wei"), ("王伟", "李伟"), ("", "x"),
    ],
)  # fmt: skip
def test_names_that_are_two(left, right):
    assert find_spellings([left, right]) == {}


@given(st.lists(st.text("ABab. ,-é王", max_size=8) | st.text(max_size=8), unique=True, max_size=8))
def test_the_relation_is_symmetric_and_does_not_depend_on_order(names):
    spellings = find_spellings(names)
    pairs = {(name, other) for name, others in spellings.items() for other in others}
    assert pairs == {(other, name) for name, other in pairs}
    assert all(name != other for name, other in pairs)
    backwards = find_spellings(reversed(names))
    assert {name: set(others) for name, others in backwards.items()} == {
        name: set(others) for name, others in spellings.items()
    }
