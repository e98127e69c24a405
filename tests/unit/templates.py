"""Render templates with one text as the value of every variable, and all their branches.

The syntax tree of a template is changed before it is compiled: both branches of each ``if`` are
rendered one after the other, and each loop runs once. So every expression that prints a value is
rendered, whatever the variables are.
"""

import functools
import re
from collections import Counter

from bs4 import BeautifulSoup
from jinja2 import nodes
from jinja2.visitor import NodeTransformer

#: Each tries to leave the place of a value in HTML, XML, an attribute, Markdown or YAML.
PAYLOADS = [
    '"><img src=x onerror=a()>', "'><svg onload=a()>", '" onclick="a()', "' onclick='a()", "x onclick=a()",
    "</title></style></textarea></pre></code><script>a()</script>", "javascript:a()", "data:text/html,x",
    "]]><script>a()</script>", "-->", "&lt;img src=x onerror=a()&gt;", "&quot; onclick=&quot;a()", "&#34;&#62;",
    "](javascript:a()) [b](javascript:c())", "![x](javascript:a())", "<javascript:a()>", "[x]: javascript:a()",
    "{ onclick=a() }", "{: onclick=a() }", '{ .x onclick="a()" }', "} { onclick=a()", "\n\n# Heading\n\n- x\n\n",
    "\n---\nkind: x\n---\n", "\n    code\n", "```\ncode\n```", "`<b>`", "**b** _i_ <b>b</b>", "{{ 7 * 7 }}",
    "{% raw %}", "<!-- x", "<![CDATA[x", "<?x ?>", "\\", '\\"', "|a|b|\n|-|-|", "\u2028x\u2029",
    "<div markdown=1>", "!!! note\n    x", "--8<-- 'x'", "//e.org", "\x00\x1b[2J",
]  # fmt: skip
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)


class Value(str):
    """A text that is also each attribute, item and result of itself."""

    __slots__ = ()

    def __iter__(self):
        return iter([self])

    def __call__(self, *_arguments, **_options):
        return [(self, self)]

    def __getattr__(self, name):
        # Filters read attributes of values too.
        if name.startswith("_"):
            raise AttributeError(name)
        return self

    def __gt__(self, other):
        return True

    __lt__ = __gt__

    def __sub__(self, other):
        return 0

    def __format__(self, spec):
        return str(self)

    __rsub__ = __sub__
    __hash__ = str.__hash__


class _AllBranches(NodeTransformer):
    def visit_If(self, node):  # noqa: N802  - the visitor's name
        branches = [node.body, *(branch.body for branch in node.elif_), node.else_]
        return [part for body in branches for child in body for part in self.visit_list(child)]

    def visit_For(self, node):  # noqa: N802
        node = self.generic_visit(node)
        node.test = None
        return node


def environment_of(base):
    """Return a subclass of an environment's class that renders all branches."""

    class AllBranches(base):
        def _parse(self, source, name, filename):
            tree = super()._parse(source, name, filename)
            return _AllBranches().visit(tree)

        def getattr(self, obj, attribute):
            return obj if isinstance(obj, Value) else super().getattr(obj, attribute)

        def getitem(self, obj, argument):
            return obj if isinstance(obj, Value) else super().getitem(obj, argument)

    return AllBranches


# Each payload is rendered in the same templates.
@functools.cache
def variables_of(environment, name):
    """Return the names that a template expects."""
    source, _, _ = environment.loader.get_source(environment, name)
    tree = environment.parse(source)
    imported = {target for node in tree.find_all(nodes.Import) for target in [node.target]}
    assigned = {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
    loaded = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "load"}
    return loaded - imported - assigned - {"loop", "self", "range"}


# Two converters mostly write the same HTML, and html5lib is slow.
@functools.cache
def structure(html):
    """Count elements with their attributes' names, and the schemes of addresses."""
    soup = BeautifulSoup(html, "html5lib")
    counts = Counter()
    for element in soup.find_all(lambda _: True):
        counts[element.name, tuple(sorted(element.attrs))] += 1
        for name in ("href", "src", "action"):
            match = _SCHEME.match(element.get(name) or "")
            if match:
                counts[name, match[1].lower()] += 1
    return counts
