// Citations of papers in BibTeX, RIS, CSL-JSON, JSON lines and CSV, from items of records.js.
// The Python package sitegen.citation writes the same.
(function () {
  "use strict";
  var sg = window.sg = window.sg || {};
  // What Python takes for white space, and controls.
  var SPACES = /[\x00-\x20\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
  var LETTER = /\p{L}/u;
  var LOWER_CASE = /^\p{Lowercase}$/u;

  function joined(parts, separator) { return parts.filter(Boolean).join(separator); }

  // ---- BibTeX: citation/scripted.py ---------------------------------------------------------

  var BIBTEX_TYPES = {
    "article-journal": "article", "paper-conference": "inproceedings", "book": "book",
    "chapter": "incollection", "thesis": "phdthesis", "report": "techreport"
  };
  var VENUE_TYPES = ["article", "inproceedings", "incollection"];
  var EDITED_TYPES = ["book", "paper-conference", "chapter"];
  var MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
  var NOTED_STATUSES = ["retracted", "withdrawn", "expression of concern"];
  var PRINTED_GENRES = { phdthesis: "PhD thesis", techreport: "Technical report" };
  var ARXIV_VENUE = /^(?:arxiv|corr\b)/i;
  // Python's word boundary knows all letters, JavaScript's those of ASCII.
  var CORR_WORD = /^corr[\p{L}\p{N}_]/iu;

  /** Return an entry. An item whose entry takes more than this holds it, for citation/scripted.py. */
  function bibtex(item) {
    var key = item["citation-key"];
    if (item.custom.bibtex) {
      return item.custom.bibtex.replace(/^(@\w+\{)[^,]*/, function (_, start) { return start + key; });
    }
    var type = BIBTEX_TYPES[item.type] || "misc";
    if (VENUE_TYPES.includes(type) && !item["container-title"]) type = "misc";
    var editors = EDITED_TYPES.includes(item.type) ? item.editor || [] : [];
    var date = item.issued ? item.issued["date-parts"][0] : [];
    // Of a preprint that was published elsewhere, the month may be that of the preprint.
    var hasDay = !item.custom.arxiv || !item["container-title"] || isArxiv(item["container-title"]);
    var fields = Object.assign({
      title: "{" + item.title + "}",
      author: (item.author || []).map(bibtexName).join(" and "),
      editor: editors.map(bibtexName).join(" and "),
      year: date.length ? String(date[0]) : "",
      month: hasDay && date[1] && MONTHS[date[1] - 1],
      day: hasDay && date[2] && String(date[2])
    }, imprint(item, type), {
      volume: item.volume,
      number: item.issue,
      pages: (item.page || "").replace(/(\p{Nd})-(?=[A-Za-z]?\p{Nd})/gu, "$1--"),
      doi: item.DOI,
      eprint: item.custom.arxiv,
      archiveprefix: item.custom.arxiv && "arXiv",
      url: item.URL,
      note: noteOf(item)
    });
    var lines = Object.keys(fields).filter(function (name) { return fields[name]; }).map(function (name) {
      // A month is the name of a macro.
      if (name === "month") return "  month = " + fields.month;
      return "  " + name + " = {" + fields[name].replace(/[%&#_]/g, "\\$&") + "}";
    });
    return "@" + type + "{" + key + ",\n" + lines.join(",\n") + "\n}";
  }

  function isArxiv(venue) { return ARXIV_VENUE.test(venue) && !CORR_WORD.test(venue); }

  /** Return what a bibliography says of a paper that was withdrawn. */
  function noteOf(item) {
    return NOTED_STATUSES.includes(item.status) ? item.status[0].toUpperCase() + item.status.slice(1) : "";
  }

  /** Return the fields that say where a paper was published, in their order. */
  function imprint(item, type) {
    var venue = item["container-title"] || "";
    var publisher = item.publisher || "";
    if (type in PRINTED_GENRES) {
      var genre = item.genre || (type === "phdthesis" ? "Thesis" : "");
      var result = {};
      result[type === "phdthesis" ? "school" : "institution"] = publisher || venue;
      result.type = genre === PRINTED_GENRES[type] ? "" : genre;
      return result;
    }
    if (type === "misc") {
      return { howpublished: item.custom.arxiv && isArxiv(venue) ? "" : venue || publisher };
    }
    if (type === "article") return { journal: venue };
    var book = {
      series: item["collection-title"], edition: item.edition,
      publisher: publisher || (type === "book" ? venue : ""), isbn: item.ISBN
    };
    return type === "book" ? book : Object.assign({ booktitle: venue }, book);
  }

  function fullName(name) {
    return name.literal || joined([name.given, name.family, name.suffix], " ");
  }

  function bibtexName(name) {
    var full = fullName(name);
    if (/\sand\s/i.test(" " + full + " ") || (name.literal && /[ ,]/.test(full))) return "{" + full + "}";
    if (name.literal) return full;
    // BibTeX would start the family name at a later word of it, or take the suffix for it.
    var space = name.family.indexOf(" ");
    var isParted = space >= 0 && !isParticle(name.family.slice(0, space));
    return name.suffix || isParted ? inverted([name.family, name.suffix, name.given]) : full;
  }

  function isParticle(word) {
    var letter = LETTER.exec(word);
    return Boolean(letter) && LOWER_CASE.test(letter[0]);
  }

  function inverted(parts) { return joined(parts, ", "); }

  // ---- RIS: citation/ris.py -----------------------------------------------------------------

  var RIS_TYPES = {
    "article-journal": "JOUR", "paper-conference": "CONF", "article": "UNPB", "book": "BOOK", "chapter": "CHAP",
    "thesis": "THES", "report": "RPRT", "dataset": "DATA", "software": "COMP"
  };

  function ris(item) {
    var pages = /^([A-Za-z]?\d+)-([A-Za-z]?\d+)$/.exec(item.page || "");
    var editors = item.type === "paper-conference" || item.type === "chapter" ? "A2" : "ED";
    var arxiv = item.custom.arxiv;
    var lines = [["TY", RIS_TYPES[item.type] || "GEN"], ["TI", item.title]].concat(
      (item.author || []).map(function (name) { return ["AU", risName(name)]; }),
      (item.editor || []).map(function (name) { return [editors, risName(name)]; }),
      [
        ["T2", item["container-title"]], ["T3", item["collection-title"]], ["ET", item.edition], ["PB", item.publisher],
        ["M3", item.type === "article" ? "Preprint" : item.genre],
        ["PY", dateParts(item)[0]], ["DA", risDate(dateParts(item))],
        ["VL", item.volume], ["IS", item.issue], ["SP", pages ? pages[1] : item.page], ["EP", pages && pages[2]],
        ["DO", item.DOI], ["SN", item.ISBN || item.ISSN], ["AN", arxiv && "arXiv:" + arxiv],
        ["UR", item.URL], ["L1", pdfOf(item)], ["N1", noteOf(item)], ["ID", item["citation-key"]]
      ]);
    return lines.filter(function (line) { return line[1]; }).map(function (line) {
      return line[0] + "  - " + String(line[1]).replace(SPACES, " ").replace(/^ | $/g, "") + "\n";
    }).join("") + "ER  - \n";
  }

  function risName(name) {
    // EndNote takes a name with a comma at its end as a whole.
    if (name.literal) return name.literal + (name.literal.includes(",") ? "," : "");
    return inverted([name.family, name.given, name.suffix]);
  }

  /** Return year, month and day as strings, those that are known. */
  function dateParts(item) {
    var parts = item.issued ? item.issued["date-parts"][0] : [];
    return parts.map(function (part, i) { return String(part).padStart(i ? 2 : 1, "0"); });
  }

  function risDate(parts) {
    return parts.length < 2 || parts[0].length < 4 ? "" : parts[0] + "/" + parts[1] + "/" + (parts[2] || "") + "/";
  }

  function pdfOf(item) {
    return item.custom.pdf || (item.custom.arxiv ? "https://arxiv.org/pdf/" + item.custom.arxiv : "");
  }

  // ---- CSL-JSON, JSON lines and CSV ---------------------------------------------------------------------

  function csl(item) {
    var custom = Object.assign({}, item.custom);
    delete custom.bibtex;
    return JSON.stringify(Object.assign({}, item, { custom: custom }));
  }

  var COLUMNS = [
    "id", "page", "citation_key", "title", "authors", "year", "date", "venue", "kind", "status", "volume", "issue",
    "pages",
    "publisher", "editors", "series", "edition", "genre", "isbn", "issn", "doi", "arxiv_id", "url", "pdf"
  ];

  /** Return the values of the columns: texts, lists of names, or nothing. */
  function valuesOf(item) {
    var date = dateParts(item);
    function names(people) { return (people || []).map(fullName); }
    return [
      item.id, item.custom.url, item["citation-key"], item.title, names(item.author), date[0],
      date.length > 1 ? date[0].padStart(4, "0") + "-" + date.slice(1).join("-") : "", item["container-title"],
      item.custom.kind, (item.status || "").replace(/.* /, ""), item.volume, item.issue, item.page, item.publisher, names(item.editor), item["collection-title"],
      item.edition, item.genre, item.ISBN, item.ISSN, item.DOI, item.custom.arxiv, item.URL, pdfOf(item)
    ];
  }

  function csvRow(item) {
    return valuesOf(item).map(function (value) {
      return csvCell(Array.isArray(value) ? value.join("; ") : value);
    }).join(",") + "\r\n";
  }

  /** Return a line of JSON with the names of papers.jsonl, as far as a citation has the values. */
  function jsonLine(item) {
    var record = {};
    valuesOf(item).forEach(function (value, i) {
      if (value && value.length) record[COLUMNS[i]] = COLUMNS[i] === "year" ? Number(value) : value;
    });
    return JSON.stringify(record) + "\n";
  }

  /** Return a cell that no spreadsheet takes for a formula. Sources: RFC 4180; OWASP, CSV Injection. */
  function csvCell(value) {
    var text = value === undefined ? "" : String(value);
    if (/^'*[=+\-@\t\r]/.test(text)) text = "'" + text;
    return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  // ---- Markdown -----------------------------------------------------------------------------

  /** Return an item of a list for notes and messages: "[Title](address) (Lovelace et al., ICRA 2018)". */
  function markdown(item) {
    var people = item.author || item.editor || [];
    var first = people.length ? people[0].literal || people[0].family : "";
    var who = first && people.length > 2 ? first + " et al." : people.slice(0, 2).map(function (name) { return name.literal || name.family; }).join(" and ");
    var when = joined([item["container-title"], dateParts(item)[0]], " ");
    var details = joined([who, when], ", ");
    var address = item.URL || (item.DOI && "https://doi.org/" + encodeURI(item.DOI)) || pdfOf(item);
    var title = escapeMarkdown(item.title);
    return "- " + (address ? "[" + title + "](" + address.replace(/[()<> ]/g, escapeInAddress) + ")" : title) +
      (details ? " (" + escapeMarkdown(details) + ")" : "") + "\n";
  }

  function escapeMarkdown(text) { return text.replace(SPACES, " ").replace(/[\\`*_[\]<>&$~|#]/g, "\\$&"); }

  function escapeInAddress(sign) { return "%" + sign.charCodeAt(0).toString(16).toUpperCase(); }

  // ---- Files --------------------------------------------------------------------------------

  // Name -> label, suffix and media type of the file, and the function from items to its text.
  var formats = {
    bibtex: {
      label: "BibTeX", suffix: ".bib", type: "application/x-bibtex",
      write: function (items) { return items.map(function (item) { return bibtex(item) + "\n"; }).join("\n"); }
    },
    ris: {
      label: "RIS", suffix: ".ris", type: "application/x-research-info-systems",
      write: function (items) { return items.map(ris).join("\n"); }
    },
    csl: {
      label: "CSL-JSON", suffix: ".csl.json", type: "application/vnd.citationstyles.csl+json",
      write: function (items) { return items.length ? "[\n" + items.map(csl).join(",\n") + "\n]\n" : "[]\n"; }
    },
    jsonl: {
      label: "JSON lines", suffix: ".jsonl", type: "application/jsonl",
      write: function (items) { return items.map(jsonLine).join(""); }
    },
    csv: {
      label: "CSV", suffix: ".csv", type: "text/csv",
      write: function (items) { return [COLUMNS.join(",") + "\r\n"].concat(items.map(csvRow)).join(""); }
    },
    markdown: {
      label: "Markdown", suffix: ".md", type: "text/markdown",
      write: function (items) { return items.map(markdown).join(""); }
    }
  };

  /**
   * Return the text of a file.
   * @param {string} format a name in formats
   * @param {Array<Object>} items as records.js loads them
   */
  function write(format, items) { return formats[format].write(items); }

  /** Let the browser save items as a file. */
  function download(name, format, items) {
    var fileName = name.replace(/[^\p{L}\p{N}._-]+/gu, "-") + formats[format].suffix;
    saveFile(fileName, formats[format].type, write(format, items));
  }

  /** Let the browser save a text as a file; a blob has an address on file:// too. */
  function saveFile(fileName, type, text) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: type + ";charset=utf-8" }));
    link.download = fileName;
    link.click();
    // Browsers start to read it after this task.
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
  }

  sg.citations = { formats: formats, write: write, download: download, saveFile: saveFile, fullName: fullName };
})();
