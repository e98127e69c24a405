"""The environment that renders Markdown templates: escaping, filters, compiled templates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
    pass_context,
)

from sitegen.pages import kinds
from sitegen.pages.counts import grouped, quantity
from sitegen.pages.escape import (
    Markdown,
    escape_attribute,
    escape_class_name,
    escape_pre,
    escape_query,
    escape_url,
    finalize,
    to_yaml,
)
from sitegen.pages.inline import render_inline, render_with_links
from sitegen.workspace.compiled import CompiledTemplates

if TYPE_CHECKING:
    from collections.abc import Callable

#: A language with subtags, as ``en`` or ``zh-Hant``. Source: BCP 47, section 2.1.
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


#: What a template is compiled to depends on its source alone, see ``site_filter``.
_COMPILED_TEMPLATES: Final = CompiledTemplates()


def site_filter(function: Callable[..., str]) -> Callable[..., str]:
    """Return a filter whose result depends on the site.

    Jinja computes other filters of constants once, when it compiles a template.
    """
    return pass_context(lambda _context, *values: function(*values))


def create_environment() -> Environment:
    """Return an environment with the filters that depend on no site."""
    environment = Environment(  # noqa: S701  - finalize escapes for Markdown, which is stricter
        # A kind's template may lie beside its module.
        loader=ChoiceLoader([PackageLoader("sitegen.pages"), FileSystemLoader([*kinds.__path__])]),
        finalize=finalize,
        # Templates are a part of sitegen: looking for their changes takes a tenth of the time.
        auto_reload=False,
        bytecode_cache=_COMPILED_TEMPLATES,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        safe_md=Markdown,
        rich=render_inline,
        linked=render_with_links,
        pre=escape_pre,
        yaml=to_yaml,
        dest=escape_url,
        attribute=escape_attribute,
        class_name=escape_class_name,
        query=escape_query,
        grouped=grouped,
        quantity=quantity,
    )
    return environment


def lang_attribute(language: str, site_language: str) -> Markdown:
    """Return the attributes of a text in another language than the site's, or nothing.

    Its direction is that of its first letter.
    """
    if not language or language == site_language:
        return Markdown()
    # HTML has the empty value for a language that is not known.
    code = language if _LANGUAGE.fullmatch(language) else ""
    return Markdown(f' lang="{code}" dir="auto"')
