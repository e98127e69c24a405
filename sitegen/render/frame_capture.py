"""A MkDocs plugin that lets MkDocs render one specimen a frame, beside the user's own pages.

Imports MkDocs: import this module late, as ``mkdocs_run`` does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import BaseLoader
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files

from sitegen.render.frames import BODY, SLOTS, Frame, cut, mark

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

_LAST = -100
_FLAG = "sitegen_specimen"


class FrameCapture(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """Adds specimen pages, keeps their HTML as frames, and writes none of them.

    Attributes:
        frames: what was rendered, by name.
        samples: what MkDocs makes of each sample page, by its ``src_uri``.
        own: ``src_uri`` of the user's pages that were rendered.
        settings: what partials may know of the configuration.
    """

    def __init__(
        self,
        specimens: Mapping[str, tuple[str, str]],
        samples: Mapping[str, str],
        pages: Mapping[str, Any],
    ) -> None:
        """Say what to render.

        Args:
            specimens: frame name -> ``src_uri`` and kind.
            samples: ``src_uri`` -> text of pages to render whole.
            pages: the generated pages, for links to them.
        """
        super().__init__()
        self._samples = samples
        self.samples: dict[str, str] = {}
        self._specimens = {src_uri: (name, kind) for name, (src_uri, kind) in specimens.items()}
        self._pages = pages
        self.frames: dict[str, Frame] = {}
        self.own: list[str] = []
        self.settings: dict[str, Any] = {}

    @event_priority(_LAST)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the specimens; let links to every generated page be good."""
        known = _Known(list(files), self._pages, config)
        self.own = [file.src_uri for file in files.documentation_pages()]
        for src_uri, (_, kind) in self._specimens.items():
            text = f'---\ntitle: "-"\nkind: "{kind}"\n{_FLAG}: true\n---\n\n# - {{ #top }}\n'
            known.append(File.generated(config, src_uri, content=text))
        for src_uri, text in self._samples.items():
            known.append(File.generated(config, src_uri, content=text))
        extra = dict(config.extra)
        self.settings = {
            "site_name": config.site_name,
            "site_description": config.site_description,
            "site_url": config.site_url,
            "extra": extra,
        }
        return known

    @event_priority(_LAST)
    def on_page_content(self, html: str, *, page: Page, **_: Any) -> str:
        """Put a mark in the place of a specimen's body."""
        return mark(BODY) if _FLAG in page.meta else html

    @event_priority(_LAST)
    def on_env(self, env: jinja2.Environment, **_: Any) -> jinja2.Environment:
        """Put marks in the place of the partials that each page has for itself."""
        if env.loader:
            env.loader = _Marking(env.loader)
        return env

    @event_priority(_LAST)
    def on_post_page(self, output: str, *, page: Page, **_: Any) -> str:
        """Keep a specimen's HTML; what is empty is not written."""
        src_uri = page.file.src_uri
        if src_uri in self._samples:
            self.samples[src_uri] = output
        elif _FLAG in page.meta:
            name, _kind = self._specimens[src_uri]
            self.frames[name] = cut(output)
        else:
            return output
        return ""


class _Known(Files):
    """The files of a run, and the generated pages, made when a link asks for them."""

    def __init__(self, files: list[File], pages: Mapping[str, Any], config: MkDocsConfig) -> None:
        super().__init__(files)
        self._pages = pages
        self._config = config

    def get_file_from_path(self, path: str) -> File | None:
        found = super().get_file_from_path(path)
        if found is None and path in self._pages:
            config = self._config
            return File(path, config.docs_dir, config.site_dir, config.use_directory_urls)
        return found


class _Marking(BaseLoader):
    """Loads templates; a slot's partial prints a mark on a specimen."""

    def __init__(self, loader: BaseLoader) -> None:
        self._loader = loader
        self._slots = {template: slot for slot, template in SLOTS.items()}

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        source, filename, uptodate = self._loader.get_source(environment, template)
        if slot := self._slots.get(template):
            test = f"page and page.meta and page.meta.{_FLAG}"
            source = f"{{% if {test} %}}{mark(slot)}{{% else %}}{source}{{% endif %}}"
        return source, filename, uptodate

    def list_templates(self) -> list[str]:
        return self._loader.list_templates()
