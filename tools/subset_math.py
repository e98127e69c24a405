"""Make the fonts of formulas from STIX Two Math: what formulas use most, and the rest.

    npm pack @fontsource/stix-two-math && tar xzf fontsource-stix-two-math-*.tgz
    pip install fonttools brotli
    python tools/subset_math.py package/files/stix-two-math-latin-400-normal.woff2 theme/assets/sitegen/fonts

Browsers load the second font only for what the first one lacks. A formula's metrics come from the first.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

#: ASCII, italic and bold letters, Greek, the capitals of the script and double-struck alphabets.
LETTERS = (
    *range(0x20, 0x7F), 0xA0, *range(0x1D400, 0x1D434), *range(0x391, 0x3CA), 0x3D1, 0x3D5, 0x3F5, 0x2113, 0x210E, *range(0x1D434, 0x1D468),
    *range(0x1D6FC, 0x1D71C), *range(0x1D49C, 0x1D4B6), 0x212C, 0x2130, 0x2131, 0x210B, 0x2110,
    0x2112, 0x2133, 0x211B, *range(0x1D538, 0x1D551), 0x2102, 0x210D, 0x2115, 0x2119, 0x211A, 0x211D, 0x2124,
)  # fmt: skip
SIGNS = "¯±·×÷˙ˆ˜―‖’†…′″←↑→↓↔↦⇐⇒⇔∀∂∃∅∇∈∉∋∏∑−∓∗∘√∝∞∣∥∧∨∩∪∫∬∼≃≈≜≠≡≤≥≪≫≲≳⊂⊃⊆⊇⊕⊗⊤⊥⋄⋅⋆⋮⋯⌈⌉⌊⌋⟂⟨⟩\u0302\u0303\u0304\u0307\u0308\u20d7"
#: Bold italic, script, Fraktur and Greek letters, and the blocks of arrows and operators.
REST = (
    *range(0x1D468, 0x1D49C), *range(0x1D4B6, 0x1D4D0), *range(0x1D504, 0x1D538),
    *range(0x1D552, 0x1D56C), *range(0x1D6A8, 0x1D6FC), *range(0x1D71C, 0x1D756), *range(0x1D7CE, 0x1D7E2),
    0x212F, 0x210A, 0x2134, 0x210C, 0x2111, 0x211C, 0x2128, 0x212D, 0x3D6, 0x3F0, 0x3F1, 0x2118, 0x2135,
    *range(0x2190, 0x21D6), *range(0x2200, 0x2300), *range(0x27F5, 0x27FF), 0x2A00, 0x2A01, 0x2A02, 0x2A06, 0x2A7D,
    0x2A7E, 0x2AAF, 0x2AB0, 0x25A1, 0xAC,
)  # fmt: skip
#: Advance of a radical sign, in thousandths of an em. The sign in the line has 794.
RADICAL_ADVANCE = 840


def narrow_radicals(font):
    """Make all sizes of the radical sign nearly as wide as the one in the line.

    Chromium reserves the width of the widest one for each: STIX leaves 0.4 em between a root and what follows.
    """
    variants = font["MATH"].table.MathVariants
    signs = dict(
        zip(variants.VertGlyphCoverage.glyphs, variants.VertGlyphConstruction, strict=True)
    )
    name = font.getBestCmap().get(ord("√"))
    if name not in signs:
        return
    sizes = {record.VariantGlyph for record in signs[name].MathGlyphVariantRecord} - {name}
    parts = {record.glyph for record in signs[name].GlyphAssembly.PartRecords}
    for glyph in sizes | parts:
        # The parts of the tallest sign stay in line.
        widest = max(font["hmtx"][part][0] for part in parts) if glyph in parts else None
        scale = RADICAL_ADVANCE / (widest or font["hmtx"][glyph][0])
        outline = font["glyf"][glyph]
        outline.coordinates.scale((scale, 1))
        outline.coordinates.toInt()
        outline.recalcBounds(font["glyf"])
        font["hmtx"][glyph] = (round(font["hmtx"][glyph][0] * scale), outline.xMin)


def write_subset(source, target, codes):
    """Write a font of some characters, with the larger and smaller forms that formulas need."""
    font = TTFont(source)
    options = subset.Options(
        flavor="woff2", hinting=False, layout_features=["ssty"], glyph_names=False
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    narrow_radicals(font)
    # The same input gives the same bytes.
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.flavor = "woff2"
    font.save(target)
    print(target, Path(target).stat().st_size)


if __name__ == "__main__":
    source, folder = sys.argv[1:]
    first = {*LETTERS, *map(ord, SIGNS)}
    write_subset(source, f"{folder}/stix-two-math-400-normal.woff2", first)
    write_subset(source, f"{folder}/stix-two-math-ext-400-normal.woff2", set(REST) - first)
