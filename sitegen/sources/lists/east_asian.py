"""Recognize names of people and of venues in Chinese, Japanese and Korean.

None of these scripts marks a name by capitals. A venue is known by its last word (学报, 論文誌,
학회지), a person by the length of the name and by the surname in front.
"""

from __future__ import annotations

import re
from typing import Final

from sitegen.sources.lists.words import words_in
from sitegen.sources.people.parts import CHINESE_SURNAMES

_HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff々ヶ〆"
_KANA: Final = "\u3040-\u309f\u30a1-\u30fa\u30fc"
_HANGUL: Final = "\uac00-\ud7a3"
_LETTER: Final = f"{_HAN}{_KANA}{_HANGUL}"
#: A whole name: in Han, perhaps with a blank and with kana; in katakana with a dot; in Hangul.
_NAME: Final = re.compile(
    rf"[{_HAN}]{{2,4}}|[{_HAN}]{{1,4}}[ \u3000]?[{_HAN}{_KANA}]{{1,5}}|"
    rf"[{_HAN}]{{2,8}}[·•・][{_HAN}]{{2,8}}|[{_KANA}]{{2,10}}[・＝= ][{_KANA}]{{2,12}}|"
    rf"[{_HANGUL}]{{2,4}}|[{_HANGUL}]{{1,2}} [{_HANGUL}]{{1,3}}"
)
_COMPOUND_SURNAMES: Final = (
    "欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容",
    "令狐", "宇文", "长孙", "司徒", "东方", "南宫",
)  # fmt: skip
_JAPANESE_SURNAMES: Final = tuple(words_in(
    """
    佐藤 鈴木 高橋 田中 伊藤 渡辺 渡邊 渡邉 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上
    木村 斎藤 斉藤 齋藤 齊藤 清水 山崎 阿部 森 池田 橋本 山下 石川 中島 前田 藤田 小川 後藤 岡田
    長谷川 村上 近藤 石井 坂本 遠藤 青木 藤井 西村 福田 太田 三浦 岡本 松田 中川 中野 原田 小野
    田村 竹内 金子 和田 中山 石田 上田 森田 柴田 酒井 宮崎 横山 高木 安藤 宮本 大野 小島 工藤 谷口
    今井 高田 増田 丸山 杉山 村田 大塚 小山 藤原 平野 新井 河野 武田 上野 松井 野口 千葉 菊地 菊池
    久保 木下 佐野 野村 松尾 市川 杉本 古川 大西 島田 水野 桜井 高野 吉川 山内 西田 飯田 西川 小松
    北村 安田 五十嵐 川口 平田 関 中田 久保田 服部 東 岩崎 土屋 川崎 福島 本田 辻 樋口 秋山 永井
    山中 田口 川上 中西 大島 内田 林 星野 松岡 馬場 浜田 大橋 黒田 栗原 尾崎 望月 永田 内藤 熊谷
    """
))  # fmt: skip
_KOREAN_SURNAMES: Final = frozenset(
    "김이박최정강조윤장임한오서신권황안송류유전홍고문손양배백허남심노하곽성차주우구민진나지엄원천방공현함염여추도소석선설마"
)
#: Ends of words that name an organization, a kind of text or a subject, and no person.
_NO_NAME_END: Final = re.compile(
    r"(?:大学|大學|学院|學院|研究所|研究院|研究室|实验室|實驗室|公司|中心|医院|团队|集团|大学院|"
    r"论文|論文|代码|综述|链接|主页|项目|数据|数据集|模型|学习|學習|学習|方法|系统|系統|网络|研究|"
    r"分析|算法|应用|技术|技術|框架|检测|识别|生成|翻译|图像|视觉|语言|智能|计算|工程|科学|推理|优化|"
    r"分类|分割|手法|解析|応用|認識|情報|处理|处置|問題|问题|设计|评估|预测|作者|编者|译者|"
    r"대학교?|연구소|연구원|연구실|학습|연구|분석|논문|모델|데이터|지능|처리|시스템|기술|러닝)$"
)
_INSTITUTION: Final = re.compile(
    rf"[{_LETTER}\w·]{{1,20}}(?:大学|大學|学院|學院|研究所|研究院|研究室|实验室|實驗室|公司|中心|医院|"
    r"大学院|高校|院|대학교|대학원|대학|연구소|연구원|연구실)(?:[\w]{0,12}(?:学部|学科|学院|系|研究科))?"
)
_VENUE_END: Final = (
    r"(?:学报|學報|杂志|雜誌|雑誌|期刊|通报|通報|通讯|通訊|会议|會議|年会|年會|论文集|論文集|论丛|"
    r"集刊|学刊|學刊|月刊|季刊|周刊|会刊|会志|學會|論文誌|学会|学会誌|会誌|誌|紀要|全国大会|研究会|"
    r"研究報告|シンポジウム|ジャーナル|カンファレンス|ワークショップ|学位论文|"
    r"학회지|논문지|학술지|저널|학회|학술대회|학술발표회|발표대회|발표회|논문집|컨퍼런스|심포지엄)"
)
_VENUE: Final = re.compile(
    rf"(?:[{_LETTER}\w·・&\- ]{{0,40}}{_VENUE_END}|中国科学)"
    r"(?:\s*[A-Z]|\s?[:：]\s?\w{2,10}|\s*[（(][^（）()]{1,20}[)）]|\s?[A-Z]?[辑刊版])?"
)
#: Journals whose names end in no such word.
_NAMED_VENUES: Final = words_in(
    """
    计算机研究与发展 计算机应用 计算机工程 计算机科学 计算机应用研究 计算机工程与应用
    计算机工程与设计 计算机集成制造系统 小型微型计算机系统 计算机科学与探索 中国科学 科学通报
    控制与决策 控制理论与应用 系统工程 系统工程理论与实践 模式识别与人工智能 信息与控制 机器人
    图书情报工作 情报科学 情报杂志 现代情报 数据分析与知识发现 心理科学进展 心理科学 社会学研究
    经济研究 管理世界 管理科学 中国社会科学 数据采集与处理 遥感技术与应用 中国激光 软件导刊
    电化教育研究 中国电化教育 教育研究 开放教育研究 人工智能 情報処理 人工知能 정보과학회
    """
)
#: Only Korean has blanks between words: "王伟 软件学报" is a person and a journal.
_INNER_BLANK: Final = re.compile(rf"[{_HAN}{_KANA}] [{_HAN}{_KANA}]")
_BOOK_MARKS: Final = re.compile(r"^[《『「〈](.+)[》』」〉]$")
_AND_OTHERS: Final = frozenset({"等", "等人", "他", "ほか", "외", "등"})
_EDGES: Final = " \t.,;:，。；：、·"
#: The year, volume, issue and pages beside a venue.
_NUMBERS: Final = re.compile(
    r"^(?:19|20)\d\d\s*年?(?:度)?[,，\s]*|"
    r"(?:(?<![,，.\s])[,，.\s]++)?(?:19|20)\d\d\s*+年?(?:\d{1,2}月)?$|"
    r"(?:(?<![,，\s])[,，\s]++)?第?\d{1,4}[卷巻권][\d\s第期号號호()（）,，-]*$"
)
_BLANKS: Final = re.compile(r"[ \u3000]+")


def is_east_asian(text: str) -> bool:
    """Return whether a text has a letter of these scripts."""
    return not text.isascii() and re.search(rf"[{_LETTER}]", text) is not None


def parse_venue(text: str) -> str:
    """Return the name of the venue that a whole text is, without its year, or ""."""
    if text.isascii() or len(text) > 80:  # noqa: PLR2004
        return ""
    name = text.strip(_EDGES)
    for _ in range(2):
        name = _NUMBERS.sub("", name).strip(_EDGES)
    if mark := _BOOK_MARKS.match(name):
        name = mark[1]
    is_venue = name in _NAMED_VENUES or (_VENUE.fullmatch(name) and not _INNER_BLANK.search(name))
    return name if is_venue else ""


def is_name(text: str) -> bool:
    """Return whether a whole text can be the name of a person."""
    return bool(_NAME.fullmatch(text)) and not _NO_NAME_END.search(text) and not parse_venue(text)


def is_institution(text: str) -> bool:
    """Return whether a whole text names a university, an institute or a firm."""
    return bool(_INSTITUTION.fullmatch(text))


def split_parts(text: str) -> list[str]:
    """Return the parts of a text between commas, and between blanks where a part is no name."""
    parts = [part for part in re.split(r"(?:(?<!\s)\s++)?[,，、]\s*+(?:and\s++)?", text) if part]
    return [
        word
        for part in parts
        for word in (_BLANKS.split(part) if _is_joined(part) else [part])
        if word
    ]


def _is_joined(part: str) -> bool:
    """Return whether blanks separate names, institutions and venues: "王伟 李娜 软件学报"."""
    words = _BLANKS.split(part)
    return (
        len(words) > 1
        and words[-1] not in _AND_OTHERS
        and is_east_asian(part)
        and not is_name(part)
        and not parse_venue(part)
        and all(not word.isalpha() or is_east_asian(word) for word in words)
    )


def has_surname(name: str) -> bool:
    """Return whether a name starts with a usual surname, so that it is no other word."""
    return (
        name.startswith((*_COMPOUND_SURNAMES, *_JAPANESE_SURNAMES))
        or (name[0] in CHINESE_SURNAMES and len(name) <= len("欧阳娜娜"))
        or (name[0] in _KOREAN_SURNAMES and len(name.replace(" ", "")) in {2, 3})
        # Only names have a dot between words in katakana.
        or re.search("[・·＝]", name) is not None
    )


def split_blanks(text: str) -> list[str]:
    """Return the names in "李明 王芳 张伟" and "山田太郎・鈴木花子"; else the text alone."""
    parts = text.split("・")
    if len(parts) > 1 and all(re.fullmatch(rf"[{_HAN}]{{2,6}}[{_KANA}]{{0,4}}", p) for p in parts):
        return parts
    words = _BLANKS.split(text)
    are_names = len(words) > 1 and all(
        len(word) > 1 and is_name(word) and word[0] in CHINESE_SURNAMES for word in words
    )
    # "山田 太郎" and "김 철수" are one name.
    are_korean = len(words) > 1 and all(
        len(word) in {2, 3} and is_name(word) and word[0] in _KOREAN_SURNAMES for word in words
    )
    return words if are_names or (are_korean and any(len(w) > 2 for w in words)) else [text]  # noqa: PLR2004
