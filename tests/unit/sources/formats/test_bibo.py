"""RDF with the Bibliographic Ontology."""

import pytest

from sitegen.sources import read_text

HEAD = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:dct="http://purl.org/dc/terms/" xmlns:foaf="http://xmlns.com/foaf/0.1/" '
    'xmlns:bibo="http://purl.org/ontology/bibo/">'
)
ROE = "<foaf:Person><foaf:name>Jana Roe</foaf:name></foaf:Person>"
SVART = "<foaf:Person rdf:about='#s'><foaf:givenName>Jon</foaf:givenName><foaf:familyName>Svart</foaf:familyName></foaf:Person>"


def papers(*elements):
    return read_text(HEAD + "".join(elements) + "</rdf:RDF>", "x.rdf").papers


@pytest.mark.parametrize(
    "authors",
    [
        f"<bibo:authorList rdf:parseType='Collection'>{ROE}{SVART}</bibo:authorList>",
        f"<bibo:authorList><rdf:Seq><rdf:li>{ROE}</rdf:li><rdf:li>{SVART}</rdf:li></rdf:Seq></bibo:authorList>",
        f"<bibo:authorList><rdf:Seq><rdf:_1>{ROE}</rdf:_1><rdf:_2>{SVART}</rdf:_2></rdf:Seq></bibo:authorList>",
        f"<dct:creator>{ROE}</dct:creator><dct:creator>{SVART}</dct:creator>",
        f"<dct:creator>Jana Roe</dct:creator><dct:creator>{SVART}</dct:creator>",
    ],
)
def test_authors_are_a_list_of_any_kind(authors):
    [paper] = papers(f"<bibo:Article><dct:title>Felt</dct:title>{authors}</bibo:Article>")
    assert [author.name for author in paper.authors] == ["Jana Roe", "Jon Svart"]


def test_a_description_is_a_work_by_its_type_and_a_journal_is_none():
    [paper] = papers(
        "<rdf:Description rdf:about='#a'><rdf:type rdf:resource='http://purl.org/ontology/bibo/Article'/>"
        "<dct:title>Felt</dct:title><dct:isPartOf rdf:resource='#j'/></rdf:Description>",
        "<bibo:Journal rdf:about='#j'><dct:title>Hats</dct:title></bibo:Journal>",
        "<bibo:Book rdf:about='#b'><dct:title>Book</dct:title></bibo:Book>",
        "<bibo:Chapter><dct:title/><dct:isPartOf rdf:resource='#b'/></bibo:Chapter>",
    )[:1]
    assert (paper.title, paper.venue) == ("Felt", "Hats")


def test_a_loop_of_parts_and_of_pairs_ends():
    [paper] = papers(
        "<bibo:Article rdf:about='#a'><dct:title>Felt</dct:title><dct:isPartOf rdf:resource='#v'/>"
        "<bibo:authorList rdf:nodeID='n'/></bibo:Article>",
        "<bibo:Issue rdf:about='#v'><dct:isPartOf rdf:resource='#v'/></bibo:Issue>",
        f"<rdf:Description rdf:nodeID='n'><rdf:first>{ROE}</rdf:first><rdf:rest rdf:nodeID='n'/></rdf:Description>",
    )
    assert [author.name for author in paper.authors] == ["Jana Roe"]
