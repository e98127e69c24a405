"""A MkDocs plugin that captures one frame per kind of page while MkDocs renders the user's pages.

This module imports MkDocs; import it late, as ``mkdocs_run`` does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jinja2 import BaseLoader
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files

from sitegen.render.frames import BODY, SLOTS, Frame, cut_frame, slot_mark
from sitegen.workspace.compiled import CompiledTemplates

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

#: Runs after every plugin of the user. Source: MkDocs, "Event priorities".
_LAST: Final = -100
#: Front matter key of specimens, which our partials and templates can test.
_FLAG: Final = "sitegen_specimen"
#: The templates of sites to which the user adds nothing.
_COMPILED_TEMPLATES: Final = CompiledTemplates()


class FrameCapture(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """Adds specimen and sample pages, captures their HTML, and lets MkDocs write none of them.

    Attributes:
        frames: frame name -> frame.
        samples: ``src_uri`` -> HTML of each sample page.
        own: ``src_uri`` of the user's pages that were rendered.
        settings: the configuration values that partials may use.
    """

    def __init__(
        self,
        specimens: Mapping[str, tuple[str, str]],
        samples: Mapping[str, str],
        pages: Mapping[str, Any],
    ) -> None:
        """Set the pages to render.

        Args:
            specimens: frame name -> ``src_uri`` and kind of its specimen.
            samples: ``src_uri`` -> text of pages to render whole.
            pages: ``src_uri`` -> any value, for each generated page; links to them are valid.
        """
        super().__init__()
        self._sample_texts = samples
        self.samples: dict[str, str] = {}
        self._specimens = {src_uri: (name, kind) for name, (src_uri, kind) in specimens.items()}
        self._pages = pages
        self.frames: dict[str, Frame] = {}
        self.user_pages: list[str] = []
        self.settings: dict[str, Any] = {}

    @event_priority(_LAST)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add specimens and samples, and make links to generated pages valid."""
        extended = _FilesWithGeneratedPages(list(files), self._pages, config)
        self.user_pages = [file.src_uri for file in files.documentation_pages()]
        for src_uri, (_, kind) in self._specimens.items():
            # The heading keeps Material from adding one with the page's title.
            text = f'---\ntitle: "-"\nkind: "{kind}"\n{_FLAG}: true\n---\n\n# - {{ #top }}\n'
            extended.append(File.generated(config, src_uri, content=text))
        for src_uri, text in self._sample_texts.items():
            extended.append(File.generated(config, src_uri, content=text))
        # Plain values: they go to the processes that render chunks, and into render.json.
        self.settings = {
            "site_name": config.site_name,
            "site_description": config.site_description,
            "site_url": config.site_url,
            "extra": dict(config.extra),
        }
        return extended

    @event_priority(_LAST)
    def on_page_content(self, html: str, *, page: Page, **_: Any) -> str:
        """Replace a specimen's body by a slot mark."""
        return slot_mark(BODY) if _FLAG in page.meta else html

    @event_priority(_LAST)
    def on_env(self, env: jinja2.Environment, **_: Any) -> jinja2.Environment:
        """Make the partials that differ from page to page print slot marks on specimens."""
        if env.loader:
            env.loader = _MarkingLoader(env.loader)
        if not self._sample_texts:
            # Without anything of the user's, the filters are those of each build.
            env.bytecode_cache = _COMPILED_TEMPLATES
        return env

    @event_priority(_LAST)
    def on_post_page(self, output: str, *, page: Page, **_: Any) -> str:
        """Capture the HTML of specimens and samples; MkDocs writes no page with empty output."""
        src_uri = page.file.src_uri
        if src_uri in self._sample_texts:
            self.samples[src_uri] = output
        elif _FLAG in page.meta:
            name, _kind = self._specimens[src_uri]
            self.frames[name] = cut_frame(output)
        else:
            return output
        return ""


class _FilesWithGeneratedPages(Files):
    """The files of a run, and generated pages, which are created when a link refers to them."""

    def __init__(self, files: list[File], pages: Mapping[str, Any], config: MkDocsConfig) -> None:
        super().__init__(files)
        self._pages = pages
        self._config = config

    def get_file_from_path(self, path: str) -> File | None:
        file = super().get_file_from_path(path)
        if file is None and path in self._pages:
            # Not appended, as MkDocs would render it.
            config = self._config
            return File(path, config.docs_dir, config.site_dir, config.use_directory_urls)
        return file


class _MarkingLoader(BaseLoader):
    """Loads templates; those of slots print the slot's mark on specimens."""

    def __init__(self, loader: BaseLoader) -> None:
        self._loader = loader
        self._slots = {template: slot for slot, template in SLOTS.items()}

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        source, filename, uptodate = self._loader.get_source(environment, template)
        if slot := self._slots.get(template):
            # Other pages of the same run, such as the user's own, print the partial itself. Error
            # pages (404.html) have no ``page``.
            test = f"page and page.meta and page.meta.{_FLAG}"
            source = f"{{% if {test} %}}{slot_mark(slot)}{{% else %}}{source}{{% endif %}}"
        return source, filename, uptodate

    def list_templates(self) -> list[str]:
        return self._loader.list_templates()
