// Active filters as chips above the results, and on small screens a sheet that holds the facets.
(function () {
  "use strict";
  // The width from which sitegen.css puts the facets beside the results.
  var wide = matchMedia("(min-width: 60rem)");

  function byId(id) { return document.getElementById(id); }

  /** Return a button that shows an active filter and removes it. */
  function chip(text, label, remove) {
    var item = document.createElement("li");
    var button = document.createElement("button");
    button.type = "button";
    button.className = "sg-tag";
    button.textContent = text;
    button.setAttribute("aria-label", label);
    button.addEventListener("click", function () {
      remove();
      // The button has gone: go on with the next filter, or where filters are chosen.
      var next = byId("sg-chips").querySelector("button") || byId(wide.matches ? "sg-q" : "sg-filters");
      next.focus();
    });
    item.append(button);
    return item;
  }

  function rangeText(range) {
    return range[0] && range[1] ? range.join("–") : window.sitegenFill(range[0] ? gettext("from {year}") : gettext("until {year}"), { year: String(range[0] || range[1]) });
  }

  function removal(text) { return window.sitegenFill(gettext("Remove filter {filter}"), { filter: text }); }

  /**
   * Show the active filters.
   * @param {{filters: Object, range: number[]}} state
   * @param {{value: function(string, string), range: function(), all: function()}} remove what to
   *   call to remove one value of a facet, the range of years, and all filters
   */
  function showChips(state, remove) {
    var items = [];
    Object.keys(state.filters).forEach(function (facet) {
      state.filters[facet].forEach(function (value) {
        var text = window.SitegenFacets.label(facet, value);
        items.push(chip(text + " ×", removal(text), function () { remove.value(facet, value); }));
      });
    });
    if (state.range[0] || state.range[1]) {
      var text = rangeText(state.range);
      items.push(chip(text + " ×", removal(text), remove.range));
    }
    var count = items.length;
    if (count > 1) items.push(chip(gettext("Clear all"), gettext("Remove all filters"), remove.all));
    byId("sg-chips").hidden = !count;
    byId("sg-chips").replaceChildren.apply(byId("sg-chips"), items);
    byId("sg-active").textContent = count ? " (" + count + ")" : "";
    byId("sg-clear").disabled = !count;
  }

  /**
   * Let the button "Filters" open the sheet. It is modal: the browser keeps the focus inside, closes
   * it on Escape and returns the focus to the button.
   * @param {function()} onOpen called when the facets come into view
   * @param {function()} clear removes all filters
   */
  function setUpSheet(onOpen, clear) {
    var sheet = byId("sg-sheet");
    var close = function () { sheet.close(); };
    byId("sg-filters").addEventListener("click", function () {
      byId("sg-sheet-body").append(byId("sg-facets"));
      sheet.showModal();
      onOpen();
    });
    sheet.addEventListener("close", function () { byId("sg-side").append(byId("sg-facets")); });
    // The sheet has no padding: a click on the element itself is on the page behind it.
    sheet.addEventListener("click", function (event) { if (event.target === sheet) close(); });
    byId("sg-sheet-close").addEventListener("click", close);
    byId("sg-show").addEventListener("click", close);
    byId("sg-clear").addEventListener("click", clear);
    wide.addEventListener("change", function () {
      if (!wide.matches) return;
      if (sheet.open) close();
      onOpen();
    });
  }

  /** Say on the button that closes the sheet how many papers are behind it. */
  function showTotal(total) {
    byId("sg-show").textContent = window.sitegenFill(ngettext("Show {n} paper", "Show {n} papers", total), { n: total });
  }

  /** Return whether the reader can see the facets. */
  function areFacetsShown() { return wide.matches || byId("sg-sheet").open; }

  window.SitegenFilters = {
    showChips: showChips, setUpSheet: setUpSheet, showTotal: showTotal, areFacetsShown: areFacetsShown
  };
})();
