"""Tables of journals: the macros of ADS, and those that BibTeX's standard styles define."""

from __future__ import annotations

from typing import Final

_ASTRONOMY: Final = "Astronomy and Astrophysics"
_RAS: Final = "Royal Astronomical Society"
_ASP: Final = "Publications of the Astronomical Society"
_APJ: Final = "The Astrophysical Journal"
_TRANSACTIONS: Final = "IEEE Transactions on"
_ACM: Final = "ACM Transactions on"

#: Command in a ``journal`` field -> journal. Source: "Journal Macros" of the NASA Astrophysics
#: Data System, https://ui.adsabs.harvard.edu/help/actions/journal-macros; names as ADS shows them.
ADS_MACROS: Final = {
    "aj": "The Astronomical Journal",
    "aas": "American Astronomical Society Meeting Abstracts",
    "actaa": "Acta Astronomica",
    "araa": f"Annual Review of {_ASTRONOMY}",
    "apj": _APJ,
    "apjl": f"{_APJ} Letters",
    "apjlett": f"{_APJ} Letters",
    "apjs": f"{_APJ} Supplement Series",
    "apjsupp": f"{_APJ} Supplement Series",
    "ao": "Applied Optics",
    "applopt": "Applied Optics",
    "apss": "Astrophysics and Space Science",
    "aap": _ASTRONOMY,
    "astap": _ASTRONOMY,
    "aapr": f"{_ASTRONOMY} Review",
    "aaps": f"{_ASTRONOMY} Supplement Series",
    "azh": "Astronomicheskii Zhurnal",
    "baas": "Bulletin of the American Astronomical Society",
    "bac": "Bulletin of the Astronomical Institutes of Czechoslovakia",
    "caa": f"Chinese {_ASTRONOMY}",
    "cjaa": f"Chinese Journal of {_ASTRONOMY}",
    "dps": "AAS/Division for Planetary Sciences Meeting Abstracts",
    "icarus": "Icarus",
    "jaavso": "Journal of the American Association of Variable Star Observers",
    "jcap": "Journal of Cosmology and Astroparticle Physics",
    "jrasc": f"Journal of the {_RAS} of Canada",
    "maps": "Meteoritics and Planetary Science",
    "memras": f"Memoirs of the {_RAS}",
    "mnras": f"Monthly Notices of the {_RAS}",
    "na": "New Astronomy",
    "nar": "New Astronomy Reviews",
    "pra": "Physical Review A",
    "prb": "Physical Review B",
    "prc": "Physical Review C",
    "prd": "Physical Review D",
    "pre": "Physical Review E",
    "prl": "Physical Review Letters",
    "psj": "The Planetary Science Journal",
    "pasa": f"{_ASP} of Australia",
    "pasp": f"{_ASP} of the Pacific",
    "pasj": f"{_ASP} of Japan",
    "rmxaa": "Revista Mexicana de Astronomía y Astrofísica",
    "qjras": f"Quarterly Journal of the {_RAS}",
    "skytel": "Sky and Telescope",
    "solphys": "Solar Physics",
    "sovast": "Soviet Astronomy",
    "ssr": "Space Science Reviews",
    "zap": "Zeitschrift für Astrophysik",
    "nat": "Nature",
    "iaucirc": "International Astronomical Union Circular",
    "iauc": "International Astronomical Union Circular",
    "aplett": "Astrophysical Letters",
    "apspr": "Astrophysics and Space Physics Research",
    "bain": "Bulletin of the Astronomical Institutes of the Netherlands",
    "fcp": "Fundamentals of Cosmic Physics",
    "gca": "Geochimica et Cosmochimica Acta",
    "grl": "Geophysical Research Letters",
    "jcp": "Journal of Chemical Physics",
    "jchph": "Journal of Chemical Physics",
    "jgr": "Journal of Geophysical Research",
    "jqsrt": "Journal of Quantitative Spectroscopy and Radiative Transfer",
    "memsai": "Memorie della Società Astronomica Italiana",
    "nphysa": "Nuclear Physics A",
    "physrep": "Physics Reports",
    "physscr": "Physica Scripta",
    "planss": "Planetary and Space Science",
    "procspie": "Proceedings of SPIE",
    "rnaas": "Research Notes of the American Astronomical Society",
    "lrsp": "Living Reviews in Solar Physics",
}

#: Macro -> journal, as plain.bst, alpha.bst, abbrv.bst and unsrt.bst define them: files use them
#: without a @string. Source: https://mirrors.ctan.org/biblio/bibtex/base/plain.bst
STANDARD_MACROS: Final = {
    "acmcs": "ACM Computing Surveys",
    "acta": "Acta Informatica",
    "cacm": "Communications of the ACM",
    "ibmjrd": "IBM Journal of Research and Development",
    "ibmsj": "IBM Systems Journal",
    "ieeese": f"{_TRANSACTIONS} Software Engineering",
    "ieeetc": f"{_TRANSACTIONS} Computers",
    "ieeetcad": f"{_TRANSACTIONS} Computer-Aided Design of Integrated Circuits",
    "ipl": "Information Processing Letters",
    "jacm": "Journal of the ACM",
    "jcss": "Journal of Computer and System Sciences",
    "scp": "Science of Computer Programming",
    "sicomp": "SIAM Journal on Computing",
    "tocs": f"{_ACM} Computer Systems",
    "tods": f"{_ACM} Database Systems",
    "tog": f"{_ACM} Graphics",
    "toms": f"{_ACM} Mathematical Software",
    "toois": f"{_ACM} Office Information Systems",
    "toplas": f"{_ACM} Programming Languages and Systems",
    "tcs": "Theoretical Computer Science",
    # Not of a style: people join lists of names with a macro of this name.
    "and": " and ",
}
