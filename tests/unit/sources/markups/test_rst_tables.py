"""Tables of reStructuredText."""

from hypothesis import given
from hypothesis import strategies as st

from sitegen.sources.markups import rst
from sitegen.sources.markups.rst_tables import find_table

GRID = """\
+-------------+------+
| Paper       | Year |
+=============+======+
| A long      | 2019 |
| title       |      |
+-------------+------+
| Another     | 2020 |
+-------------+------+
"""
SIMPLE = """\
=======  ====
Paper    Year
=======  ====
One      2019
Two      2020
=======  ====
"""
LIST = """\
.. list-table:: Papers
   :header-rows: 1

   * - Paper
     - Year
   * - One
       title
     - 2019

Text
"""


def rows(text):
    return [cells for _, cells in find_table(text.split("\n"), 0).rows]


def test_a_cell_of_a_grid_may_have_several_lines():
    assert rows(GRID) == [["Paper", "Year"], ["A long title", "2019"], ["Another", "2020"]]


def test_a_simple_table_ends_at_its_third_border():
    text = f"{SIMPLE}\nText\n"
    assert rows(text) == [["Paper", "Year"], ["One", "2019"], ["Two", "2020"]]
    assert find_table(text.split("\n"), 0).end == SIMPLE.count("\n")


def test_a_table_of_lists_has_a_row_per_outer_item():
    assert rows(LIST) == [["Paper", "Year"], ["One title", "2019"]]


def test_rows_keep_the_numbers_of_their_lines():
    text = "Papers\n======\n\n" + GRID
    lines = dict(rst.convert(text))
    assert lines[7] == "| A long title | 2019 |"


def test_text_that_is_no_table_is_converted_as_before():
    assert [line for _, line in rst.convert("+---+\n\nText `a <https://x.org>`_\n")] == [
        "+---+",
        "",
        "Text [a](<https://x.org>)",
        "",
    ]


@given(st.lists(st.text("+-=| *.a\t`_<", max_size=12) | st.just(".. list-table::"), max_size=12))
def test_any_text_is_converted_with_numbers_of_its_lines(lines):
    for index in range(len(lines)):
        table = find_table(lines, index)
        assert table is None or (table.end > index and len(table.rows) <= len(lines))
    numbers = [number for number, _ in rst.convert("\n".join(lines))]
    assert all(1 <= number <= max(len(lines), 1) for number in numbers)
