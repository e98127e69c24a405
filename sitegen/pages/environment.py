"""The environment that renders Markdown templates: escaping, filters, compiled templates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, StrictUndefined, pass_context

from sitegen.locale import has_right_to_left, is_right_to_left
from sitegen.pages import kinds
from sitegen.pages.counts import quantity
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
from sitegen.text.language import is_language
from sitegen.workspace.compiled import CompiledTemplates, FlatEnvironment

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from jinja2 import Environment

    from sitegen.locale import Texts

#: What a template is compiled to depends on its source alone, see ``site_filter``.
_COMPILED_TEMPLATES: Final = CompiledTemplates()


def site_filter(function: Callable[..., str]) -> Callable[..., str]:
    """Return a filter whose result depends on the site.

    Jinja computes other filters of constants once, when it compiles a template.
    """
    return pass_context(lambda _context, *values: function(*values))


def create_environment(texts: Texts) -> Environment:
    """Return an environment with the filters that depend on no site but for its language."""
    # Not Jinja's own escaping: finalize escapes for Markdown, which is stricter.
    environment = FlatEnvironment(
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
        extensions=["jinja2.ext.i18n"],
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
        feed_name=_feed_name,
        grouped=site_filter(texts.number),
        quantity=site_filter(lambda count, noun: quantity(count, noun, texts)),
        numbered=site_filter(lambda title, number: _numbered(title, number, texts)),
    )
    _add_texts(environment, texts)
    return environment


def add_language_filters(environment: Environment, site_language: str) -> None:
    """Let templates mark texts of other languages than the site's."""

    def link_attributes(language: str, title: str, class_: str = "") -> Markdown:
        """Return the attribute list of a link to a paper with a title in a language, or nothing."""
        attributes = lang_attribute(language, site_language, title)
        attributes = Markdown(f" {class_}" * bool(class_) + attributes)
        return Markdown(f"{{{attributes} }}" if attributes else "")

    environment.filters["lang"] = site_filter(
        lambda language, text="": lang_attribute(language, site_language, text)
    )
    environment.filters["link_lang"] = site_filter(link_attributes)


def _add_texts(environment: Environment, texts: Texts) -> None:
    """Let templates have texts: ``_()`` as a plain string, and ``{% trans %}`` as Markdown."""

    def translate(message: str, /, **values: Any) -> Markdown:
        return Markdown(texts.gettext(message) % _escaped(values))

    def translate_plural(singular: str, plural: str, number: int, /, **values: Any) -> Markdown:
        return Markdown(texts.ngettext(singular, plural, number, **_escaped(values)))

    # The extension then hands over the values of a block instead of inserting them.
    environment.newstyle_gettext = True  # type: ignore[attr-defined]
    environment.globals.update(_=texts.gettext, gettext=translate, ngettext=translate_plural)


def _escaped(values: dict[str, Any]) -> dict[str, str]:
    return {name: finalize(value) for name, value in values.items()}


def _feed_name(address: str, feeds: Container[str]) -> str:
    """Return a feed's address as seen from the page beside it; empty if there is no feed."""
    return quote(address.rpartition("/")[2]) if address in feeds else ""


def _numbered(title: str, number: int, texts: Texts) -> str:
    """Return the title of a page of a list; the first has the list's title."""
    if number == 1:
        return title
    return texts.gettext("%(title)s, page %(number)s", title=title, number=number)


def lang_attribute(language: str, site_language: str, text: str = "") -> Markdown:
    """Return the attributes of a text that may be in another language than the site's.

    Its direction is that of its first letter, where that may differ from the page's.
    """
    attributes = ""
    if language and language != site_language:
        # HTML has the empty value for a language that is not known.
        attributes = f' lang="{language if is_language(language) else ""}"'
    if attributes or has_right_to_left(text) or is_right_to_left(site_language):
        attributes += ' dir="auto"'
    return Markdown(attributes)
