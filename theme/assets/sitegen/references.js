// References of a file that a reader brings: BibTeX, RIS, CSL-JSON, identifiers, or a list of this site.
(function () {
  "use strict";
  var LETTERS = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i" };
  var COMMANDS = { ss: "ss", ae: "ae", oe: "oe", aa: "a", o: "o", l: "l", i: "i", j: "j" };
  var ARXIV = /arxiv[:\s]\s?(\d{4}\.\d{4,5}|[a-z-]+\/\d{7})/i;
  var FORMAT = "sitegen reading list";
  // A macro of BibTeX may double the one before it.
  var MAX_VALUE_CHARS = 20000;

  /** Return the letters and digits of a text, in which spellings of one title agree. */
  function fold(text) {
    return text
      .replace(/\\([a-zA-Z]+)/g, function (_, name) { return COMMANDS[name.toLowerCase()] || ""; })
      .replace(/\\./g, "")
      .normalize("NFKD").toLowerCase()
      .replace(/[ßæœøłđı]/g, function (letter) { return LETTERS[letter]; })
      .replace(/[^\p{L}\p{N}]/gu, "");
  }

  function plain(text) { return text.replace(/[{}]/g, "").replace(/\s+/g, " ").trim(); }

  function yearOf(text) {
    var match = /\d{4}/.exec(text || "");
    return match ? match[0] : "";
  }

  /** Return a reference: title, year, and the texts that may be identifiers or addresses of it. */
  function reference(title, year, names) {
    return { title: plain(title || ""), year: yearOf(year), names: names.filter(Boolean).map(plain) };
  }

  // ---- BibTeX -------------------------------------------------------------------------------
  // Source: O. Patashnik, BibTeXing, 1988.

  /** Return the end of a group in braces, or of the text if none closes it. */
  function groupEnd(text, start) {
    var depth = 0;
    for (var at = start; at < text.length; at += 1) {
      if (text[at] === "{") depth += 1;
      else if (text[at] === "}" && --depth === 0) return at + 1;
    }
    return text.length;
  }

  function quoteEnd(text, start) {
    var depth = 0;
    for (var at = start + 1; at < text.length; at += 1) {
      if (text[at] === "{") depth += 1;
      else if (text[at] === "}") depth -= 1;
      else if (text[at] === '"' && depth === 0) return at + 1;
    }
    return text.length;
  }

  /** Read a value from a position: parts joined by "#"; return [value, end]. */
  function readValue(text, start, strings) {
    var value = "";
    var at = start;
    for (;;) {
      while (/\s/.test(text[at] || "")) at += 1;
      var isGroup = text[at] === "{";
      var end = isGroup ? groupEnd(text, at) : text[at] === '"' ? quoteEnd(text, at) : at;
      if (end > at) {
        value += text.slice(at + 1, end - 1);
      } else {
        while (end < text.length && !/[\s,#{}"()=]/.test(text[end])) end += 1;
        var name = text.slice(at, end);
        value += name.toLowerCase() in strings ? strings[name.toLowerCase()] : name;
      }
      at = end;
      while (/\s/.test(text[at] || "")) at += 1;
      value = value.slice(0, MAX_VALUE_CHARS);
      if (text[at] !== "#") return [value, at];
      at += 1;
    }
  }

  function readFields(text, strings) {
    var fields = Object.create(null);
    var name = /(?:\s*,)?\s*([^\s=,{}"#]+)\s*=/y;
    for (var at = 0; ;) {
      name.lastIndex = at;
      var match = name.exec(text);
      if (!match) return fields;
      var value = readValue(text, name.lastIndex, strings);
      fields[match[1].toLowerCase()] = value[0];
      at = value[1];
    }
  }

  /** Each entry ends where the next one starts, so that a brace that is missing costs one entry. */
  function readBibtex(text) {
    var strings = Object.create(null);
    return text.split(/^[ \t]*@(?=[a-zA-Z]+[ \t]*[{(])/m).slice(1).flatMap(function (entry) {
      var head = /^([a-zA-Z]+)[ \t]*[{(]/.exec(entry);
      var kind = head[1].toLowerCase();
      var body = entry.slice(head[0].length);
      if (kind === "comment" || kind === "preamble") return [];
      if (kind === "string") {
        Object.assign(strings, readFields(body, strings));
        return [];
      }
      var comma = body.indexOf(",");
      var fields = readFields(comma < 0 ? "" : body.slice(comma), strings);
      var arxiv = ARXIV.exec([fields.journal, fields.howpublished, fields.note, fields.number].join(" "));
      var end = comma < 0 ? body.length : comma;
      while (end && /[})\s]/.test(body[end - 1])) end -= 1;
      var key = body.slice(0, end).trim();
      return [Object.assign(
        reference(fields.title || key, fields.year || fields.date,
          [fields.doi, fields.eprint, fields.arxivid, arxiv && arxiv[1], fields.url]),
        { key: key }
      )];
    });
  }

  // ---- RIS ----------------------------------------------------------------------------------
  // Source: Research Information Systems, RIS format specifications.

  function readRis(text) {
    var references = [];
    var fields = null;
    text.split(/\r\n|\r|\n/).forEach(function (line) {
      var match = /^([A-Z][A-Z0-9]) {1,2}- ?(.*)$/.exec(line.replace(/^\ufeff/, ""));
      if (match && match[1] === "TY") fields = {};
      if (!match || !fields) return;
      (fields[match[1]] = fields[match[1]] || []).push(match[2].trim());
      if (match[1] !== "ER") return;
      var first = function (names) {
        return names.map(function (name) { return (fields[name] || [])[0]; }).find(Boolean);
      };
      var names = ["DO", "UR", "L1", "AN", "M1", "M3", "SE"].flatMap(function (name) { return fields[name] || []; });
      var arxiv = ARXIV.exec([].concat(fields.AN || [], fields.M1 || [], fields.JO || [], fields.T2 || [], fields.N1 || []).join(" "));
      references.push(reference(first(["TI", "T1", "CT", "BT"]), first(["PY", "Y1", "DA"]), names.concat(arxiv ? arxiv[1] : [])));
      fields = null;
    });
    return references;
  }

  // ---- JSON ---------------------------------------------------------------------------------

  function text(value) { return typeof value === "string" || typeof value === "number" ? String(value) : ""; }

  function readCsl(items) {
    return items.map(function (item) {
      var parts = item && item.issued && item.issued["date-parts"];
      return reference(text(item && item.title), text(parts && parts[0] && parts[0][0]),
        [item && item.DOI, item && item.URL, item && item.number, item && item.archive_location].map(text));
    });
  }

  function timeOf(value) {
    var time = Date.parse(text(value));
    // No list comes from the future.
    return time > 0 ? Math.min(time, Date.now()) : 0;
  }

  function readList(papers) {
    return papers.filter(function (paper) { return paper && text(paper.id); }).map(function (paper) {
      return Object.assign(reference(text(paper.title) || text(paper.id), "", []), {
        id: text(paper.id), added: timeOf(paper.added), note: text(paper.note)
      });
    });
  }

  function readJson(source) {
    var value = null;
    try {
      value = JSON.parse(source);
    } catch (error) {
      return null;
    }
    if (Array.isArray(value)) return readCsl(value);
    return value && value.format === FORMAT && Array.isArray(value.papers) ? readList(value.papers) : null;
  }

  // ---- All formats --------------------------------------------------------------------------

  /** Return the ids in an address of a list, or null. */
  function readAddress(source) {
    var match = /^\S*#ids=([^\s#]+)$/.exec(source.trim());
    if (!match) return null;
    return match[1].split(",").filter(Boolean).map(function (part) {
      try {
        return decodeURIComponent(part);
      } catch (error) {
        return part;
      }
    });
  }

  /** Return the references of a text in any of the formats; null if it has none of them. */
  function read(source) {
    var trimmed = source.replace(/^\ufeff/, "").trim();
    var ids = readAddress(trimmed);
    if (ids) return ids.map(function (id) { return { id: id, title: id, year: "", names: [] }; });
    if (/^[[{]/.test(trimmed)) return readJson(trimmed);
    if (/^TY {1,2}-/m.test(trimmed)) return readRis(trimmed);
    if (/^[ \t]*@[a-zA-Z]+[ \t]*[{(]/m.test(trimmed)) return readBibtex(trimmed);
    var lines = trimmed.split("\n").map(function (line) { return line.trim(); }).filter(Boolean);
    return lines.length ? lines.map(function (line) { return reference(line, "", [line]); }) : null;
  }

  window.sitegenReferences = { FORMAT: FORMAT, read: read, fold: fold };
})();
