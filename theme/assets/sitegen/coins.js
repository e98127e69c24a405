// Zotero reads the papers of a list from their ContextObjects (COinS). They are made here of what rows show and
// of what their attributes add; sitegen/pages/coins.py describes these.
// A classic script, because browsers refuse modules on file://. Pages can be read without it.
(function () {
  "use strict";
  var TYPES = {
    a: "journalArticle", c: "conferencePaper", p: "preprint", b: "book", h: "bookSection", t: "thesis", r: "report",
    d: "dataset", s: "computerProgram",
  };

  function split(element, separator) {
    return element ? element.textContent.trim().split(separator) : [];
  }

  /** Return names and values of the fields of a row's paper. */
  function fieldsOf(row, parts) {
    var line = row.querySelector("p + p:not([class])");
    var when = split(line && line.querySelector("cite"), " · ");
    var link = row.querySelector("a");
    var hidden = { t: link.textContent.trim(), v: when[0], d: when[1] };
    var further = [];
    parts.slice(1).forEach(function (part) {
      var value = decodeURIComponent(part.slice(1).replace(/\+/g, " "));
      if (part[0] === "a") further.push(value);
      else hidden[part[0]] = value;
    });
    var names = split(line && line.querySelector("span:first-child"), ", ").slice(0, hidden.n).concat(further);
    var fields = [["ctx_ver", "Z39.88-2004"], ["rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"], ["rft.title", hidden.t]];
    names.forEach(function (name) { fields.push(["rft.creator", name]); });
    fields.push(["rft.date", hidden.d], ["rft.source", hidden.v], ["rft_id", hidden.i && "info:doi/" + hidden.i]);
    // Last: behind the type of an article, Zotero takes the title for that of the journal.
    fields.push(["rft.identifier", hidden.u || !hidden.i && link.href], ["rft.type", TYPES[parts[0]] || "document"]);
    return fields;
  }

  document.querySelectorAll("[data-coins]").forEach(function (span) {
    span.title = fieldsOf(span.closest("li"), span.dataset.coins.split(";"))
      .filter(function (field) { return field[1]; })
      .map(function (field) { return field[0] + "=" + encodeURIComponent(field[1]); })
      .join("&");
    span.className = "Z3988";
  });
  document.dispatchEvent(new Event("ZoteroItemUpdated"));
})();
