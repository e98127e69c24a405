// A paper's page: its citation, long lists of authors, and what Zotero reads.
// A classic script, because browsers refuse modules on file://. Pages can be read without it.
(function () {
  "use strict";

  /** Let a button show the authors that the style sheet hides in front of it, and move to the first. */
  function setUpFold(button) {
    button.addEventListener("click", function () {
      var rest = button.previousElementSibling;
      button.remove();
      var link = rest.querySelector("a");
      if (link) link.focus();
    });
  }

  /**
   * Write the BibTeX entry from the page's metadata, as format_from_metadata in pages/cite.py does.
   * Pages whose metadata do not suffice hold the entry.
   */
  function setUpCitation(box) {
    function escape(text) {
      return text.replace(/[%&#_]/g, "\\$&");
    }
    function values(name) {
      return Array.from(document.getElementsByName(name.includes(".") ? name : "citation_" + name), function (meta) {
        return escape(meta.content);
      });
    }
    function value(name) {
      return values(name)[0] || "";
    }
    function link(kind) {
      return document.querySelector(".sg-paper__links .sg-out--" + kind);
    }
    var server = value("DC.source");
    if (value("arxiv_id") && /^(arxiv|corr\b)/i.test(server)) server = "";
    var date = value("publication_date").split("/");
    // Of a preprint that was published elsewhere, the month may be that of the preprint.
    var hasDay = !value("arxiv_id") || !(server || value("journal_title") || value("conference_title"));
    var address = link("source") || link("arxiv") || link("pdf");
    var fields = {
      title: "{" + value("title") + "}",
      author: values("author").join(" and "),
      year: date[0],
      month: "jan feb mar apr may jun jul aug sep oct nov dec".split(" ")[(hasDay && date[1]) - 1],
      day: hasDay && date[2] && String(Number(date[2])),
      journal: value("journal_title"),
      booktitle: value("conference_title"),
      howpublished: server,
      volume: value("volume"),
      number: value("issue"),
      pages: values("firstpage").concat(values("lastpage")).join("--"),
      doi: value("doi"),
      eprint: value("arxiv_id"),
      archiveprefix: value("arxiv_id") && "arXiv",
      url: address ? escape(address.getAttribute("href")) : ""
    };
    var lines = Object.keys(fields).filter(function (name) { return fields[name]; }).map(function (name) {
      // A month is the name of a macro.
      return "  " + name + " = " + (name === "month" ? fields[name] : "{" + fields[name] + "}");
    });
    var text = document.createElement("pre");
    text.className = "sg-cite__text";
    text.tabIndex = 0;
    text.setAttribute("aria-label", "BibTeX");
    text.append(document.createElement("code"));
    text.firstChild.textContent =
      "@" + (fields.journal ? "article" : fields.booktitle ? "inproceedings" : "misc") + "{" + box.dataset.key + ",\n" + lines.join(",\n") + "\n}";
    box.append(text);
  }

  function createButton(text) {
    return Object.assign(document.createElement("button"), { type: "button", className: "sg-button", textContent: text });
  }

  /** Add buttons below a citation: one copies it, one asks for more formats. */
  function setUpCitationButtons(citation) {
    var copy = createButton(window.sitegenFill(gettext("Copy {format}"), { format: "BibTeX" }));
    copy.addEventListener("click", function () { window.sitegenCopy(citation.textContent, copy); });
    var more = createButton(gettext("More formats"));
    more.addEventListener("click", function () {
      window.sitegenExports(more, function () {
        return window.sg.exports.cite(citation, more, function (label) { copy.textContent = window.sitegenFill(gettext("Copy {format}"), { format: label }); });
      });
    });
    citation.after(more);
    // Browsers have no clipboard for pages over plain http.
    if (navigator.clipboard) citation.after(copy, " ");
  }

  /** Let the link in the row of actions open the citation there. */
  function setUpCite(link) {
    link.addEventListener("click", function (event) {
      var box = document.getElementById("cite");
      event.preventDefault();
      link.closest("div").after(box);
      box.open = true;
      (box.querySelector("button") || box.querySelector("summary")).focus();
    });
  }

  /** Let Zotero save the whole abstract, of which the page's description has the start. */
  function setUpAbstract(abstract) {
    var meta = document.createElement("meta");
    meta.name = "citation_abstract";
    meta.content = abstract.textContent.trim();
    document.head.append(meta);
  }

  function each(selector, setUp) {
    document.querySelectorAll(selector).forEach(setUp);
  }

  each(".sg-fold", setUpFold);
  each(".sg-cite[data-key]", setUpCitation);
  each(".sg-cite__text", setUpCitationButtons);
  each(".sg-out--cite", setUpCite);
  each(".sg-paper__abstract", setUpAbstract);
})();
