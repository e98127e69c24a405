"""Files that are no sources: they give no paper, whatever they are called."""

import shutil
from pathlib import Path

import pytest

from sitegen.errors import SourceError
from sitegen.sources import read_sources

NO_SOURCES = Path(__file__).resolve().parents[2] / "fixtures" / "no-sources"
NAMES = sorted(path.name for path in NO_SOURCES.iterdir())
#: Bytes by which programs recognize files that are not text.
BINARY_FILES = {
    "photo.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "photo.jpg": b"\xff\xd8\xff\xe0\0\x10JFIF\0",
    "scan.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n",
    "font.woff2": b"wOF2\0\1\0\0",
    "model.pkl": b"\x80\x04\x95\x10\0\0\0",
    "program": b"\x7fELF\2\1\1\0\0\0",
    "report.docx": b"PK\x05\x06" + bytes(18),
}
BIBLIOGRAPHY = (
    "@article{otter, title = {Otters in Cold Water}, author = {Ada Otter}, year = 2030}\n"
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("suffix", ["", ".txt", ".md"])
def test_a_file_that_is_no_source_gives_no_paper(name, suffix, tmp_path):
    path = tmp_path / f"{name}{suffix}"
    shutil.copyfile(NO_SOURCES / name, path)
    with pytest.raises(SourceError) as error:
        read_sources([str(path)])
    assert path.name in str(error.value)


@pytest.mark.parametrize("suffix", ["", ".txt", ".md", ".dat"])
def test_a_folder_of_files_that_are_no_sources_gives_only_its_bibliography(suffix, tmp_path):
    for name in NAMES:
        shutil.copyfile(NO_SOURCES / name, tmp_path / f"{name}{suffix}")
    for name, content in BINARY_FILES.items():
        (tmp_path / f"{name}{suffix}").write_bytes(content)
    (tmp_path / "papers.bib").write_text(BIBLIOGRAPHY)
    result = read_sources([str(tmp_path)])
    assert [paper.title for paper in result.papers] == ["Otters in Cold Water"]
