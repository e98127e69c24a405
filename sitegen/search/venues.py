"""The venues of a collection, by all names that readers may type."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The list is part of a file that each search loads. Of a rarer venue a question finds the words.
MAX_VENUES: Final = 200
#: Names of one venue, separated by bars.
_SYNONYMS: Final = """
AAAI | AAAI Conference on Artificial Intelligence
ACL | Annual Meeting of the Association for Computational Linguistics
AISTATS | International Conference on Artificial Intelligence and Statistics
CHI | Conference on Human Factors in Computing Systems
COLING | International Conference on Computational Linguistics
COLM | Conference on Language Modeling
COLT | Conference on Learning Theory
CoRL | Conference on Robot Learning
CVPR | Conference on Computer Vision and Pattern Recognition
ECCV | European Conference on Computer Vision
EMNLP | Conference on Empirical Methods in Natural Language Processing
ICASSP | International Conference on Acoustics, Speech and Signal Processing
ICCV | International Conference on Computer Vision
ICLR | International Conference on Learning Representations
ICML | International Conference on Machine Learning
ICRA | International Conference on Robotics and Automation
IJCAI | International Joint Conference on Artificial Intelligence
IROS | International Conference on Intelligent Robots and Systems
JMLR | Journal of Machine Learning Research | J. Mach. Learn. Res.
KDD | SIGKDD | Conference on Knowledge Discovery and Data Mining
NAACL | Conference of the North American Chapter of the Association for Computational Linguistics
NeurIPS | NIPS | Neural Information Processing Systems | Advances in Neural Information Processing Systems | Conference on Neural Information Processing Systems
PNAS | Proceedings of the National Academy of Sciences
RSS | Robotics: Science and Systems
SIGIR | Conference on Research and Development in Information Retrieval
TACL | Transactions of the Association for Computational Linguistics
TMLR | Transactions on Machine Learning Research
TPAMI | PAMI | IEEE Transactions on Pattern Analysis and Machine Intelligence
UAI | Conference on Uncertainty in Artificial Intelligence
WACV | Winter Conference on Applications of Computer Vision
WWW | TheWebConf | The Web Conference | International World Wide Web Conference
"""  # noqa: E501
_GROUPS: Final = tuple(
    tuple(name.strip() for name in line.split("|")) for line in _SYNONYMS.strip().splitlines()
)
_PUNCTUATION: Final = re.compile(r"[\W_]+")
#: What sources put around the name of a venue.
_FRAME: Final = re.compile(
    r"^(?:(?:proceedings|proc\.?) of )?(?:the )?(?:\d+(?:st|nd|rd|th) )?(?:annual )?(?:(?:ieee|acm|"
    r"ieee/cvf|ieee/rsj|acm sigkdd|aaai) )?"
    r"|(?<!\W)\W++(?:19|20)\d\d$|(?<!\s)\s*+\([A-Z][A-Za-z]++\)",
    re.IGNORECASE,
)


def list_venues(papers: Mapping[str, int]) -> list[tuple[str, int, list[str]]]:
    """Return the most frequent venues as ``[(name, papers, other names)]``.

    Args:
        papers: number of papers of each venue, by its name in the collection.
    """
    frequent = sorted(papers.items(), key=lambda pair: (-pair[1], pair[0]))[:MAX_VENUES]
    return [(name, count, _other_names(name)) for name, count in frequent]


def _other_names(venue: str) -> list[str]:
    short = _FRAME.sub("", venue)
    known = {_plain(venue), _plain(short)}
    names = [name for group in _GROUPS if known & set(map(_plain, group)) for name in group]
    return [name for name in dict.fromkeys([*names, short]) if name and name != venue]


def _plain(name: str) -> str:
    return _PUNCTUATION.sub("", name).casefold()
