"""The garbage collector is paused or has less to search, and is as it was afterwards."""

import gc

import pytest

from sitegen.workspace.runtime import gc_frozen, gc_paused


def test_it_is_off_inside_and_on_again_after_an_error():
    assert gc.isenabled()
    with pytest.raises(ValueError, match="x"), gc_paused():
        assert not gc.isenabled()
        raise ValueError("x")
    assert gc.isenabled()


def test_it_stays_off_if_it_was_off():
    gc.disable()
    try:
        with gc_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_exists_is_not_searched_inside():
    old = [[]]
    with gc_frozen():
        new = [[]]
        searched = {id(item) for item in gc.get_objects()}
        assert id(new) in searched
        assert id(old) not in searched
    assert gc.get_freeze_count() == 0
    assert id(old) in {id(item) for item in gc.get_objects()}


def test_new_objects_are_searched_less_often_inside():
    thresholds = gc.get_threshold()
    with pytest.raises(ValueError, match="x"), gc_frozen():
        assert gc.get_threshold()[0] > thresholds[0]
        assert gc.get_threshold()[1:] == thresholds[1:]
        raise ValueError("x")
    assert gc.get_threshold() == thresholds
