// Controls that write citations: the dialog of lists, and the further formats of a paper's page.
// site.js loads this file, joined with records.js and citations.js, when a reader asks for it.
(function () {
  "use strict";
  var sg = window.sg;
  var draft = new URL("../../draft.html", document.currentScript.src).href;
  // Results whose data is loaded from the index at once.
  var BATCH = 500;

  function element(tag, properties, children) {
    var node = Object.assign(document.createElement(tag), properties);
    node.append.apply(node, children || []);
    return node;
  }

  function button(text, className, onClick) {
    var node = element("button", { type: "button", className: className, textContent: text });
    node.addEventListener("click", onClick);
    return node;
  }

  /** Return the id of the paper that a link leads to: the name of its page. */
  function idOf(address) { return decodeURIComponent(address.replace(/^.*\/|\.html(?:[?#].*)?$/g, "")); }

  /** Return the ids of the papers in the lists of this page. */
  function listedIds() {
    var links = document.querySelectorAll(".sg-list li > a:first-child, .sg-list li > p:first-child > a:first-child");
    return Array.from(links, function (link) { return idOf(link.getAttribute("href")); });
  }

  /** Return a promise of the items that a button is about; see resultItems() for onProgress. */
  async function itemsOf(list, onProgress) {
    if (list === "all") return sg.records.all();
    if (list === "search") return resultItems(sg.results(), onProgress);
    var ids = list ? await sg.records.list(list) : listedIds();
    return sg.records.newestFirst(await sg.records.load(ids));
  }

  /**
   * Return a promise of the items of results, in their order. The user's own pages have no record.
   * @param {function(number, number): boolean} onProgress called with the numbers of loaded and of all results;
   *   returns whether to go on
   */
  async function resultItems(results, onProgress) {
    var ids = [];
    while (ids.length < results.length && onProgress(ids.length, results.length)) {
      var batch = results.slice(ids.length, ids.length + BATCH);
      var loaded = await Promise.all(batch.map(function (result) { return result.data(); }));
      ids = ids.concat(loaded.map(function (data) { return idOf(data.url); }));
    }
    return sg.records.load(ids);
  }

  function fileName() {
    var heading = document.querySelector("h1");
    return (heading ? heading.textContent : "papers").trim().toLowerCase().slice(0, 60) || "papers";
  }

  function count(items) { return window.sitegenFill(ngettext("{n} paper", "{n} papers", items.length), { n: items.length }); }

  /**
   * Open the dialog that saves the papers of a list, on all its pages, as a file.
   * @param {HTMLElement} opener the button; its data-sg-export names the list
   */
  function open(opener) {
    var status = element("p", { textContent: gettext("Loading …") });
    status.setAttribute("role", "status");
    var choices = element("div", { className: "sg-export__formats" });
    var close = element("button", { type: "button", className: "sg-sheet__close", textContent: "×" });
    close.setAttribute("aria-label", gettext("Close"));
    var dialog = element("dialog", { className: "sg-sheet sg-export" }, [
      element("div", { className: "sg-sheet__head" }, [element("h2", { id: "sg-export", textContent: gettext("Export") }), close]),
      element("div", { className: "sg-sheet__body" }, [
        status, choices, element("a", { href: draft, className: "sg-more", textContent: gettext("Only what a draft of yours cites") })
      ])
    ]);
    dialog.setAttribute("aria-labelledby", "sg-export");
    close.addEventListener("click", function () { dialog.close(); });
    // The body fills the dialog: a click on the element itself is on the page behind it.
    dialog.addEventListener("click", function (event) { if (event.target === dialog) dialog.close(); });
    dialog.addEventListener("close", function () { dialog.remove(); });
    document.body.append(dialog);
    dialog.showModal();
    function showProgress(loaded, total) {
      if (loaded) status.textContent = window.sitegenFill(gettext("Loading {n} of {total} …"), { n: loaded, total: total });
      return dialog.open;
    }
    itemsOf(opener.dataset.sgExport, showProgress).then(function (items) {
      status.textContent = count(items);
      Object.keys(sg.citations.formats).forEach(function (format) {
        choices.append(button(sg.citations.formats[format].label, "sg-button", function () {
          sg.citations.download(fileName(), format, items);
        }));
      });
    }, function (error) { status.textContent = window.sitegenFill(gettext("Export failed: {error}"), { error: error.message }); });
  }

  /**
   * Let a paper's page show its citation in further formats, and save it.
   * @param {HTMLElement} text the element with the entry in BibTeX
   * @param {HTMLElement} opener the button that has asked for it, and goes
   * @param {function(string)} rename called with the label of the shown format
   */
  async function cite(text, opener, rename) {
    var id = idOf(location.pathname);
    var items = await sg.records.load([id]);
    var shown = "bibtex";
    var names = ["bibtex", "ris", "csl", "markdown"];
    var choices = names.map(function (format) {
      return button(sg.citations.formats[format].label, "sg-switch", function () { show(format); });
    });
    function show(format) {
      shown = format;
      choices.forEach(function (choice, i) {
        choice.setAttribute("aria-pressed", String(names[i] === format));
      });
      text.firstChild.textContent = sg.citations.write(format, items).trim();
      text.setAttribute("aria-label", sg.citations.formats[format].label);
      rename(sg.citations.formats[format].label);
    }
    var group = element("div", { className: "sg-export__formats" }, choices);
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", gettext("Format"));
    text.before(group);
    opener.replaceWith(button(gettext("Download"), "sg-button", function () { sg.citations.download(id, shown, items); }));
    show(shown);
    choices[1].focus();
  }

  sg.exports = { open: open, cite: cite };
})();
