"""Whole titles that many papers share, in languages that need no grammar of variants."""

from __future__ import annotations

from typing import Final

from sitegen.identifiers import match_key

_TITLES: Final = """
Editorische Notiz|Hinweise|Autorenverzeichnis|Personalien|Aus der Redaktion|Zu diesem Heft
Zu diesem Band|Tagungsbericht|Tagungsberichte|Autorinnen und Autoren|Register|Aktuelles
Présentation|Actualités|Liminaire|Note de la rédaction|Note de lecture|Notes de lecture
Lettre à l'éditeur|Lettres à l'éditeur|Lettre à la rédaction|Courrier des lecteurs|Hommage
Présentation du numéro|Présentation du dossier|Ouverture|Varia|Bibliographie|Éditoriaux
Presentación|Presentación del número|Nota editorial|Nota del editor|Notas|Bibliografía
Carta al director|Cartas al director|Cartas al editor|Carta del editor|Agradecimientos
Apresentação|Apresentação do dossiê|Nota do editor|Carta do editor|Cartas ao editor|Expediente
Sumário|Resenhas|Notícias|Agradecimentos|Ficha técnica|Editoriais
Presentazione|Nota dell'editore|Nota editoriale|Ringraziamenti|Notiziario|Necrologi|Bibliografia
Voorwoord|Inleiding|Redactioneel|Van de redactie|Inhoudsopgave|Inhoud|Boekbespreking
Boekbesprekingen|Boekrecensie|Boekrecensies|Ten geleide|Nawoord|Woord vooraf|Dankwoord|Berichten
Ingezonden brief|Conclusie|Nieuws
Wstęp|Przedmowa|Od redakcji|Od redaktora|Recenzje|Recenzja|Spis treści|Słowo wstępne|Wprowadzenie
Nekrologi|Kronika|Zakończenie|Podsumowanie|Posłowie|Słowo od redakcji|Indeks
Предисловие|Введение|От редакции|От редактора|От редколлегии|Содержание|Оглавление|Рецензия
Рецензии|Некролог|Некрологи|Послесловие|Редакционная статья|Хроника|Новости|Заключение|Передовая
Слово редактора|Слово главного редактора|Колонка редактора|Колонка главного редактора
Вступительное слово|Вступление|Письмо в редакцию|Письма в редакцию|Памяти коллеги|Объявления
Передмова|Вступ|Зміст|Від редакції
简介|简讯|会议通知|书讯|前言|序|序言|引言|绪论|导言|编者按|编者的话|编者语|编后记|卷首语|卷首|刊首语
主编寄语|主编的话|社论|目录|目次|总目录|总目次|后记|结语|结论|勘误|勘误表|更正|书评|讣告|通知|征稿启事
征稿简则|致谢|参考文献|附录|摘要|索引|作者索引|新闻|消息|稿约|投稿须知|发刊词|專題引言|前言與致謝|編者的話
はじめに|おわりに|序章|終章|あとがき|巻頭言|編集後記|序文|序論|緒言|まえがき|訂正|書評|総目次|会告|追悼
学会記事|投稿規定|特集にあたって
서문|머리말|편집후기|권두언|서론|결론|맺음말|목차|서평
Förord|Inledning|Ledare|Forord|Innledning|Indledning|Leder|Lederartikel|Esipuhe|Pääkirjoitus|Johdanto
Önsöz|Giriş|Editörden|Sunuş|İçindekiler|Předmluva|Úvod|Úvodník|Úvodem|Predslov|Előszó|Bevezetés
Cuvânt înainte|Introducere|Predgovor|Uvod|Uvodnik|Πρόλογος|Εισαγωγή|مقدمة|افتتاحية
Reviewer Acknowledgement|Reviewer Acknowledgements|Reviewer Acknowledgments|Frontispiece|Q&A
Issue Information|Cover Picture|Graphical Abstract|Graphical Abstracts|Publisher's Note|Spotlight
World Report|Oral Presentations|Poster Presentations|Oral Abstracts|Poster Abstracts
Question of the Month|Society News|Short Communication|Short Communications|Technical Note
Technical Notes|Case Report|Case Reports|Preliminary Material|Preliminary Pages|Inside Front Cover
Inside Back Cover|Outside Front Cover|Outside Back Cover|The Authors Reply|The Author Replies
Authors' Reply|Author's Reply|In Reply|Keynote Abstracts|Subscription Information|Back Cover
"""
#: The letters of these titles: "서문" is written in two forms of Unicode.
GENERIC_TITLES: Final = frozenset(
    match_key(title) for line in _TITLES.split("\n") for title in line.split("|") if title
)
