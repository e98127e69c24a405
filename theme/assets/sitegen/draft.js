// The bibliography of a draft: keys that .tex, .aux and .bcf files cite, and a .bib file with these.
// All of it happens in the browser, so that the draft stays on the reader's computer.
(function () {
  "use strict";
  var sg = window.sg = window.sg || {};
  var address = document.currentScript.src;
  // Entries that are shown; of more, the file alone is offered.
  var MAX_SHOWN = 300;
  var MAX_GROUP_CHARS = 5000;
  var XML_ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
  // Commands with "cite" in their names that cite nothing, or define something.
  var NO_CITATION = /^(?:citetext|citestyle|setcitestyle|bibcite|citereset|citesetup|citeindex\w*|citetracker\w*|defcitealias|\w*citecommand|\w*CiteCommand|\w*[cC]itedelim)$/;
  // Sources: natbib 8.31; biblatex 3.20, section 3.9; apacite 6.03; its multicites end with "s".
  var COMMAND = /\\([A-Za-z]*[cC]ite[A-Za-z]*)\*?/g;
  // What is no text: environments that are printed as they are, \iffalse, what follows the document, \verb, comments.
  // Other commands are matched to stay, since "\%" begins no comment. Each alternative ends at the text's end at last.
  var NO_TEXT = /\\begin\s*\{(verbatim\*?|comment|lstlisting|minted)\}[^]*?(?:\\end\{\1\}|$)|\\iffalse\b[^]*?(?:\\fi\b|$)|\\end\{document\}[^]*|\\(?:verb\*?|lstinline)([^A-Za-z\d\s*{[\\])[^\n]{0,500}?\2|(\\[^])|%[^\n]*/g;

  /** Return the position behind a group that opens at a position, or -1 if it does not end. */
  function groupEnd(text, start, open, close) {
    // A page of text is no note: the group was never closed.
    var last = Math.min(text.length, start + MAX_GROUP_CHARS);
    // "[{a]b}]" is one note.
    var braces = 0;
    var depth = 0;
    for (var i = start; i < last; i += 1) {
      var letter = text[i];
      if (letter === "\\") i += 1;
      else if (open !== "{" && letter === "{") braces += 1;
      else if (open !== "{" && letter === "}") braces -= 1;
      else if (braces) continue;
      else if (letter === open) depth += 1;
      else if (letter === close && --depth === 0) return i + 1;
    }
    return -1;
  }

  function skipSpace(text, at) {
    while (at < text.length && /\s/.test(text[at])) at += 1;
    return at;
  }

  /** Return the position behind the optional arguments at a position. */
  function skipNotes(text, at) {
    for (;;) {
      var start = skipSpace(text, at);
      var close = { "[": "]", "(": ")", "<": ">" }[text[start]];
      var end = close ? groupEnd(text, start, text[start], close) : -1;
      if (end < 0) return at;
      at = end;
    }
  }

  /** Yield the lists of keys of a command whose arguments start at a position. */
  function* keyLists(text, at, name) {
    var isVolume = /volcites?$/i.test(name);
    // "\cites", "\parencites": any number of groups; others have one.
    var isMany = /cites$|citetexts$/i.test(name);
    do {
      for (var skipped = 0; ; skipped += 1) {
        at = skipSpace(text, skipNotes(text, at));
        var end = text[at] === "{" ? groupEnd(text, at, "{", "}") : -1;
        if (end < 0) return;
        // The first group of a volume's citation is the volume.
        if (!isVolume || skipped) break;
        at = end;
      }
      yield text.slice(at + 1, end - 1);
      at = end;
    } while (isMany);
  }

  function keysOfTex(tex) {
    var text = tex.replace(NO_TEXT, "$3");
    var keys = [];
    COMMAND.lastIndex = 0;
    for (var match; (match = COMMAND.exec(text));) {
      if (NO_CITATION.test(match[1])) continue;
      for (var list of keyLists(text, COMMAND.lastIndex, match[1])) keys.push.apply(keys, list.split(","));
    }
    return keys;
  }

  function keysOfAux(text) {
    // biblatex writes the section in front since 3.17.
    var pattern = /^[^\n\\]*\\(?:citation|abx@aux@cite(?:\{\d*\})?)\{([^{}\n]*)\}/gm;
    return Array.from(text.matchAll(pattern), function (match) { return match[1].split(","); }).flat();
  }

  function keysOfBcf(xml) {
    return Array.from(xml.matchAll(/<bcf:citekey\b[^<>]*>([^<]*)</g), function (match) {
      return match[1].replace(/&(\w+);/g, function (entity, name) { return XML_ENTITIES[name] || entity; });
    });
  }

  /**
   * Return the distinct keys that a file cites, in their order; "*" for all.
   * @param {string} text of a .tex, .aux or .bcf file
   */
  function citedKeys(text) {
    var keys = /<bcf:controlfile\b/.test(text) ? keysOfBcf(text)
      : /^\\(?:relax|citation|bibstyle|abx@aux)/m.test(text) ? keysOfAux(text) : keysOfTex(text);
    var trimmed = keys.map(function (key) { return key.trim(); });
    // A command's definition has "#1" for the key.
    return Array.from(new Set(trimmed.filter(function (key) { return key && !/[#\\{}]/.test(key); })));
  }

  /** Load the scripts of records and citations, which only a draft needs. */
  function loadCitations() {
    return window.sitegenLoad.once(new URL("asset:citations.js", address));
  }

  /**
   * Return a promise of {items, missing}: what some keys cite, under these keys.
   * @param {Array<string>} keys citation keys, DOIs and arXiv ids; "*" for all papers
   */
  async function resolve(keys) {
    await loadCitations();
    var named = keys.filter(function (key) { return key !== "*"; });
    var ids = await sg.records.find(named);
    var cited = named.filter(function (key) { return ids.has(key); });
    var items = await sg.records.load(cited.map(function (key) { return ids.get(key); }));
    var result = cited.map(function (key, i) { return Object.assign({}, items[i], { "citation-key": key }); });
    if (named.length < keys.length) {
      var known = new Set(ids.values());
      result = result.concat((await sg.records.all()).filter(function (item) { return !known.has(item.id); }));
    }
    return { items: result, missing: named.filter(function (key) { return !ids.has(key); }) };
  }

  sg.drafts = { citedKeys: citedKeys, resolve: resolve };

  // ---- The page -----------------------------------------------------------------------------

  var box = document.querySelector("[data-sg-draft]");
  if (!box) return;
  var status = box.querySelector("[role=status]");
  var report = box.querySelector(".sg-draft__report");

  function element(tag, className, text) {
    return Object.assign(document.createElement(tag), { className: className, textContent: text });
  }

  function button(text, onClick) {
    var node = element("button", "sg-button", text);
    node.type = "button";
    node.addEventListener("click", onClick);
    return node;
  }

  async function read(files) {
    if (!files.length) return;
    status.textContent = gettext("Reading …");
    report.replaceChildren();
    try {
      var texts = await Promise.all(Array.from(files, function (file) { return file.text(); }));
      var keys = Array.from(new Set(texts.flatMap(citedKeys)));
      show(keys, await resolve(keys));
    } catch (error) {
      status.textContent = window.sitegenFill(gettext("This failed: {error}."), { error: error.message });
    }
  }

  function show(keys, result) {
    if (!keys.length) {
      status.textContent = gettext("These files cite nothing.");
      return;
    }
    var missing = result.missing.length;
    var count = result.items.length;
    status.textContent = window.sitegenFill(ngettext("{n} entry", "{n} entries", count), { n: count }) + (missing ? "; " +
      window.sitegenFill(ngettext("{n} key is not in this collection.", "{n} keys are not in this collection.", missing), { n: missing })
      : ".");
    if (missing) report.append(missingList(result.missing));
    if (result.items.length) report.append(bibliography(result.items));
  }

  function missingList(keys) {
    var list = element("ul", "sg-draft__missing", "");
    keys.forEach(function (key) {
      var link = element("a", "", key);
      // "vaswani2017attention" as words that search knows.
      link.href = "search.html?q=" + encodeURIComponent(key.split(/(\d{4})|[-_:]/).filter(Boolean).join(" "));
      var item = document.createElement("li");
      item.append(link);
      list.append(item);
    });
    var section = document.createElement("section");
    section.append(element("h2", "", gettext("Not in this collection")), list);
    return section;
  }

  function bibliography(items) {
    var section = document.createElement("section");
    section.append(element("h2", "", gettext("Bibliography")));
    section.append(button(gettext("Download .bib"), function () { sg.citations.download("references", "bibtex", items); }));
    if (items.length > MAX_SHOWN) return section;
    var bib = sg.citations.write("bibtex", items);
    var text = element("pre", "sg-cite__text", "");
    text.tabIndex = 0;
    text.setAttribute("aria-label", "BibTeX");
    text.append(element("code", "", bib));
    if (navigator.clipboard) {
      var copy = button(gettext("Copy"), function () { window.sitegenCopy(bib, copy); });
      section.append(" ", copy);
    }
    section.append(text);
    return section;
  }

  var field = box.querySelector("input");
  field.addEventListener("change", function () {
    read(field.files);
    // The same file, changed on disk, may be chosen again.
    field.value = "";
  });
  ["dragover", "drop"].forEach(function (type) {
    document.addEventListener(type, function (event) {
      event.preventDefault();
      if (type === "drop") read(event.dataTransfer.files);
    });
  });
})();
