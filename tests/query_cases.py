"""Queries and the papers that they find: in the page's search and by alerts alike."""

VENUES = ("ICML", "NIPS", "Pattern Recognition")
YEARS = (2013, 2014, 2020)
#: Without a word of their own two records would be one paper.
NOUNS = [
    "apples",
    "bees",
    "clouds",
    "drums",
    "eels",
    "forks",
    "gates",
    "hats",
    "inks",
    "jars",
    "kites",
    "lamps",
    "mills",
    "nests",
    "oars",
    "pens",
    "quills",
    "reeds",
]
BANDITS = [
    {"id": noun, "title": f"Bandits with {noun.title()}", "venue": VENUES[n // 6],
     "year": YEARS[n // 2 % 3], "authors": ["Yoshua Bengio" if n % 2 else f"Ann {noun.title()}"],
     "abstract": f"We pull {noun}, as in {YEARS[n // 2 % 3] + 1}, and compare {noun}"
                 f"{' of ICML' if n > 11 else ''}."}
    for n, noun in enumerate(NOUNS)
]  # fmt: skip


def bandits(venue, year):
    return {p["title"] for p in BANDITS if (p["venue"], p["year"]) == (venue, year)}


PAPERS = [
    *BANDITS,
    {"id": "graphs", "title": "Graphs", "year": 2014, "venue": "ICML", "abstract": "Of nodes."},
    {"id": "gpt", "title": "GPT in 2020", "year": 2021, "venue": "NIPS", "abstract": "A look back."},
    {"id": "other", "title": "Tokens", "year": 2020, "venue": "NIPS", "abstract": "What GPT reads."},
    {"id": "icml", "title": "Reviews at ICML", "year": 2022, "venue": "FAST",
     "abstract": "How they read."},
    *({"id": f"fast{n}", "title": f"Fast Sorting {n}", "year": 2013, "venue": "NIPS",
       "abstract": "It is fast."} for n in range(6)),
]  # fmt: skip
ICML_2014 = bandits("ICML", 2014)
#: Query -> what it is read as, and the first titles in any order.
CASES = {
    "ICML 2014 bandits": ("venue ICML, year 2014", ICML_2014),
    "2014 icml bandits": ("year 2014, venue ICML", ICML_2014),
    "bandits ICML'14": ("venue ICML, year 2014", ICML_2014),
    "bandits in the proceedings of ICML 2014": ("venue ICML, year 2014", ICML_2014),
    "International Conference on Machine Learning 2014 bandits": (
        "venue ICML, year 2014", ICML_2014),
    "2014 ICML": ("year 2014, venue ICML", {*ICML_2014, "Graphs"}),
    "NeurIPS bandits 2020": ("venue NeurIPS, year 2020", bandits("NIPS", 2020)),
    "papers by Bengio 2013": ("year 2013",
        {p["title"] for p in BANDITS[1::2] if p["year"] == 2013}),
    '"compare apples"': ("", {"Bandits with Apples"}),
    "bandits ICML -apples": ("venue ICML",
        {p["title"] for p in BANDITS[1:6]}),
    "graphs since 2014": ("year 2014 or later", {"Graphs"}),
    "GPT in 2020": ("year 2020", {"GPT in 2020"}),
    "reviews at ICML": ("", {"Reviews at ICML"}),
    "fast sorting": ("", {f"Fast Sorting {n}" for n in range(6)}),
    "pattern recognition": ("", set()),
    "graphs 1990": ("", {"Graphs"}),
    '"graphs" 2014': ("", {"Graphs"}),
}  # fmt: skip
