"""The regular expressions of a module: in its names, tables, classes, and in calls of ``re``."""

import ast
import dataclasses
import functools
import inspect
import re
from pathlib import Path

import sitegen

FUNCTIONS = {"compile": 1, "match": 2, "fullmatch": 2, "search": 2, "findall": 2, "finditer": 2,
             "split": 3, "sub": 4, "subn": 4}  # fmt: skip
ANCHORED = ("match", "fullmatch")
METHODS = {*FUNCTIONS} - {"compile"}
#: Fields of the table of refusals that are texts of patterns, and their flags.
RECORD_PATTERNS = {"content": re.MULTILINE, "name": 0}


def _walk(value, module, seen, name):
    """Yield name and pattern of the patterns in a value.

    These are the items of tables, attributes of classes, and defaults of functions. The name is the
    value's or, in a record, the field's; items of tables have none.
    """
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, re.Pattern):
        yield name, value
    for field, item in _parts(value, module):
        yield from _walk(item, module, seen, field)


def _parts(value, module):
    """Return the parts of a value, each with its name if it is a field's."""
    if inspect.isclass(value):
        return list(vars(value).items()) if value.__module__ == module.__name__ else []
    if inspect.isfunction(value):
        cells = [cell.cell_contents for cell in value.__closure__ or ()]
        return [(None, (value.__defaults__, value.__kwdefaults__, cells))]
    if dataclasses.is_dataclass(value):
        return [(field.name, getattr(value, field.name)) for field in dataclasses.fields(value)]
    if type(value).__name__ == "_Refusal":
        # Its patterns are texts, which are compiled at first use.
        return [
            (field, re.compile(text, RECORD_PATTERNS[field]))
            for field, text in zip(value._fields, value, strict=True)
            if field in RECORD_PATTERNS and text
        ]
    return _items(value)


def _items(value):
    """Return the items of a table or a record."""
    if isinstance(value, dict):
        value = (*value, *value.values())
    elif isinstance(value, functools.partial):
        value = (value.func, value.args, value.keywords)
    elif isinstance(value, tuple) and hasattr(value, "_fields"):
        return list(zip(value._fields, value, strict=True))
    elif not isinstance(value, list | tuple | set | frozenset):
        return []
    return [(None, item) for item in value]


class _Placeholders(ast.NodeTransformer):
    """Replaces what only a call knows in the text of a pattern by a letter."""

    def __init__(self, names):
        self._names = names

    def visit_FormattedValue(self, node):
        names = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)} - {"re"}
        return node if names <= self._names.keys() else ast.Constant("x")


def _evaluate(node, names):
    node = ast.fix_missing_locations(ast.Expression(_Placeholders(names).visit(node)))
    return eval(compile(node, "pattern", "eval"), dict(names))


@functools.cache
def _walk_source(source):
    """Return all nodes of a module: parsing and walking take longer than what looks at them."""
    return list(ast.walk(ast.parse(source)))


def _calls(nodes):
    """Yield the calls of ``re``'s functions, with the function's name."""
    for node in nodes:
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.func.attr in FUNCTIONS
        ):
            yield node, node.func.attr


def find_call_patterns(source, names):
    """Yield name, pattern and method of the patterns in the calls of a module's functions."""
    nodes = _walk_source(source)
    spans = [(n.lineno, n.end_lineno) for n in nodes if isinstance(n, ast.FunctionDef)]
    calls = [
        (call, name)
        for call, name in _calls(nodes)
        if any(start <= call.lineno <= end for start, end in spans)
    ]
    loops = _loops(nodes) if calls else {}
    for call, name in calls:
        # The text in a field of a record is tested where the record is.
        if isinstance(call.args[0], ast.Attribute):
            assert call.args[0].attr in RECORD_PATTERNS
            continue
        flags = next((k.value for k in call.keywords if k.arg == "flags"), None)
        if flags is None and len(call.args) > FUNCTIONS[name]:
            flags = call.args[FUNCTIONS[name]]
        number = _evaluate(flags, names) if flags is not None else 0
        for text in _evaluate_all(call, loops, names):
            method = name if name in ANCHORED else "finditer"
            yield f"line {call.lineno}", re.compile(text, number), method


def _loops(nodes):
    """Return call -> the loops of the comprehension that it is in."""
    kinds = ast.GeneratorExp | ast.ListComp | ast.SetComp
    return {
        call: node.generators
        for node in nodes
        if isinstance(node, kinds)
        for call, _ in _calls(ast.walk(node.elt))
    }


def _evaluate_all(call, loops, names):
    """Return the texts of a call's pattern: one, or one for each turn of a loop over a table."""
    if isinstance(call.args[0], ast.Name) and call.args[0].id not in names and call in loops:
        return _evaluate(ast.ListComp(call.args[0], loops[call]), names)
    return [_evaluate(call.args[0], names)]


@functools.cache
def _uses():
    """Return the methods that are called by module and name of the pattern.

    A name with an underscore is its module's; fields of records have names of their own.
    """
    methods = {}
    for path in Path(sitegen.__path__[0]).rglob("*.py"):
        nodes = _walk_source(path.read_text(encoding="utf-8"))
        called = set()
        for node in nodes:
            for receiver, method in _receivers(node):
                name = getattr(receiver, "id", None)
                scope = _scope(path, name) if name else ("field", getattr(receiver, "attr", None))
                methods.setdefault(scope, set()).add(method)
                called.add(receiver)
        # A pattern that is passed to a function may be used in any way.
        for node in nodes:
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node not in called:
                methods.setdefault(_scope(path, node.id), set()).add("finditer")
    return methods


def _receivers(node):
    """Return the values on which a node calls a method of patterns, each with the method."""
    if isinstance(node, ast.Attribute) and node.attr in METHODS:
        return [(node.value, node.attr)]
    # A method that matches a pattern that is its argument: block.match(_KEY, position).
    if isinstance(node, ast.Call):
        method = getattr(node.func, "attr", "").removeprefix("_")
        if method in ANCHORED:
            return [(item, method) for item in node.args if isinstance(item, ast.Name)]
    return []


def _scope(path, name):
    return (str(path) if name and name.startswith("_") else "", name)


def _method(module, name, *, is_field):
    if is_field and name in RECORD_PATTERNS:
        return "fullmatch" if name == "name" else "finditer"
    scope = ("field", name) if is_field else _scope(module.__file__, name)
    methods = _uses().get(scope, {"finditer"})
    return next(iter(methods)) if len(methods) == 1 and methods <= {*ANCHORED} else "finditer"


def find_patterns(module):
    """Yield name, pattern and method of all patterns of a module."""
    seen = set()
    for name, value in list(vars(module).items()):
        for field, pattern in _walk(value, module, seen, name):
            is_field = not isinstance(value, re.Pattern)
            yield field or name, pattern, _method(module, field, is_field=is_field)
    yield from find_call_patterns(inspect.getsource(module), vars(module))
