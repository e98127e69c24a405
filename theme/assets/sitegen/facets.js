// The filters beside the search results: one fieldset per facet, with counts for the results.
// The page has the most frequent values of each facet, which are shown until counts are loaded.
(function () {
  "use strict";
  // Values in a collapsed and in an expanded facet. Rendering thousands would block typing.
  var COLLAPSED_VALUES = 8;
  var EXPANDED_VALUES = 200;

  /** Read a facet from the HTML of the page. */
  function readFacet(fieldset) {
    // Without a prototype: a value may have the name "constructor" or "__proto__".
    var counts = Object.create(null);
    fieldset.querySelectorAll("label").forEach(function (label) {
      var spans = label.querySelectorAll("span");
      counts[spans[0].dataset.sgValue || spans[0].textContent] = Number(spans[1].textContent.replace(/\D/g, ""));
    });
    return {
      name: fieldset.dataset.sgFacet,
      label: fieldset.querySelector("legend").textContent,
      plural: fieldset.dataset.sgPlural,
      total: Number(fieldset.dataset.sgValues),
      // Too many values to load the rare ones before a reader asks for them.
      isLate: "sgLate" in fieldset.dataset,
      counts: counts,
      isExpanded: false,
      // The field that filters the values of an expanded facet.
      field: null
    };
  }

  /** Return what readers see of a value; names of topics, people and venues are not translated. */
  function labelOf(facet, value) {
    if (facet !== "has") return value;
    return { "code": gettext("code"), "model or dataset": gettext("model or dataset") }[value] || value;
  }

  /**
   * @param {HTMLElement} box the parent of the fieldsets
   * @param {{choose: function(string, string, boolean), range: function(number, number),
   *   load: function(string), view: function()}} on called when a value of a facet is checked or
   *   not, with both ends of a range of years (0 for an open one), with a facet whose values are to
   *   be loaded, and when facets are to be rendered again
   */
  function Facets(box, on) {
    this.box = box;
    this.on = on;
    this.facets = Array.from(box.querySelectorAll("fieldset")).map(readFacet);
    this.range = box.querySelector(".sg-facets__years");
    if (this.range) this.setUpRange(Array.from(this.range.querySelectorAll("input")));
  }

  Facets.prototype.names = function () { return this.facets.map(function (facet) { return facet.name; }); };

  Facets.prototype.setUpRange = function (inputs) {
    var self = this;
    inputs.forEach(function (input) {
      // "input" comes with each digit, "change" when the year is complete.
      input.addEventListener("input", function () { self.editedInput = input; });
      input.addEventListener("change", function () {
        if (self.editedInput === input) self.editedInput = null;
        self.on.range(Number(inputs[0].value) || 0, Number(inputs[1].value) || 0);
      });
    });
  };

  /** Sort years from new to old, and other values by count, then name. */
  function sortValues(facet, counts, checked) {
    return Array.from(new Set(Object.keys(counts).concat(checked)))
      .filter(function (value) { return counts[value] > 0 || checked.includes(value); })
      .sort(function (left, right) {
        if (facet.name === "year") return Number(right) - Number(left);
        return (counts[right] || 0) - (counts[left] || 0) || left.localeCompare(right);
      });
  }

  /**
   * Render all facets.
   * @param {Object} counts facet -> value -> number of results, and a fraction that orders values of none; facets not
   *   loaded are missing
   * @param {Set<string>} opened facets of thousands of values whose rare ones are counted too
   * @param {{filters: Object, range: number[]}} state what the reader has chosen
   * @param {boolean} isWhole whether the results are the whole collection
   */
  Facets.prototype.render = function (counts, opened, state, isWhole) {
    var self = this;
    // All elements are replaced: return the focus to the one with the same key.
    var focused = this.box.contains(document.activeElement) ? document.activeElement : null;
    if (this.range) {
      this.range.querySelectorAll("input").forEach(function (input, i) {
        if (input !== self.editedInput) input.value = state.range[i] || "";
      });
    }
    var fieldsets = this.facets.map(function (facet) {
      var checked = state.filters[facet.name] || [];
      var isComplete = !facet.isLate || opened.has(facet.name);
      if (counts[facet.name]) return self.fieldset(facet, counts[facet.name], checked, true, isComplete);
      // The most frequent values of the collection may not be among the results.
      if (facet.isLate && !isWhole) return self.unloaded(facet, checked);
      return self.fieldset(facet, facet.counts, checked, isWhole, false);
    });
    this.box.classList.remove("sg-facets--pending");
    this.box.replaceChildren(...fieldsets.filter(Boolean));
    if (focused) this.refocus(focused);
  };

  Facets.prototype.refocus = function (focused) {
    var key = focused.dataset.sgKey;
    var same = Array.from(this.box.querySelectorAll("input, button")).find(function (element) {
      return element === focused || key && element.dataset.sgKey === key;
    });
    if (same && same !== document.activeElement) same.focus({ preventScroll: true });
  };

  function emptyFieldset(facet) {
    var fieldset = document.createElement("fieldset");
    var legend = document.createElement("legend");
    legend.textContent = facet.label;
    fieldset.append(legend);
    return fieldset;
  }

  /** Return the fieldset of a facet, or null if no result has a value of it. */
  Facets.prototype.fieldset = function (facet, counts, checked, isCounted, isComplete) {
    var self = this;
    var sorted = sortValues(facet, counts, checked);
    var range = facet.name === "year" && this.range;
    // A range without papers may be a mistake of the reader's, who has to see it.
    if (!sorted.length && facet.isLate && !isComplete) return this.unloaded(facet, checked);
    if (!sorted.length && !(range && range.querySelector("input:not(:placeholder-shown)"))) return null;
    var fieldset = emptyFieldset(facet);
    if (range) fieldset.append(range);
    if (facet.isExpanded) fieldset.append(this.filterField(facet));
    var query = facet.isExpanded ? facet.field.value.trim().toLowerCase() : "";
    var matches = sorted.filter(function (value) { return value.toLowerCase().includes(query); });
    var shown = matches.slice(0, facet.isExpanded ? EXPANDED_VALUES : COLLAPSED_VALUES);
    // Checked values stay in view; those that are in view stay where they are.
    matches.filter(function (value) { return checked.includes(value) && !shown.includes(value); }).concat(shown).forEach(function (value) {
      var count = isCounted && !(counts[value] < 1) ? counts[value] | 0 : "";
      fieldset.append(self.option(facet, value, count, checked.includes(value)));
    });
    // How many values the results have is not known without the rare ones.
    var total = isComplete ? sorted.length : counts === facet.counts ? facet.total : 0;
    if (!total || total > COLLAPSED_VALUES) fieldset.append(this.expandButton(facet, total, isComplete));
    return fieldset;
  };

  function smallButton(key, text) {
    var button = document.createElement("button");
    button.type = "button";
    button.dataset.sgKey = key;
    button.className = "sg-facets__all";
    button.textContent = text;
    return button;
  }

  /** A facet whose values load on request only, because they are thousands of names. */
  Facets.prototype.unloaded = function (facet, checked) {
    var self = this;
    var fieldset = emptyFieldset(facet);
    checked.forEach(function (value) { fieldset.append(self.option(facet, value, "", true)); });
    var button = smallButton(facet.name + " all", window.sitegenFill(gettext("Show {values}"), { values: facet.plural }));
    button.addEventListener("click", function () { self.load(facet, button); });
    fieldset.append(button);
    return fieldset;
  };

  Facets.prototype.load = function (facet, button) {
    button.disabled = true;
    button.textContent = window.sitegenFill(gettext("Loading {values} …"), { values: facet.plural });
    this.on.load(facet.name);
  };

  /** The field is reused, so that results don't discard typed letters. */
  Facets.prototype.filterField = function (facet) {
    if (!facet.field) {
      facet.field = document.createElement("input");
      facet.field.type = "search";
      facet.field.placeholder = window.sitegenFill(gettext("Filter {values}"), { values: facet.plural });
      facet.field.setAttribute("aria-label", facet.field.placeholder);
      facet.field.addEventListener("input", this.on.view);
    }
    return facet.field;
  };

  Facets.prototype.option = function (facet, value, count, isChecked) {
    var self = this;
    var label = document.createElement("label");
    var checkbox = document.createElement("input");
    var name = document.createElement("span");
    var number = document.createElement("span");
    checkbox.type = "checkbox";
    checkbox.dataset.sgKey = facet.name + " " + value;
    checkbox.checked = isChecked;
    name.textContent = labelOf(facet.name, value);
    name.dir = "auto";
    number.className = "sg-facets__count";
    number.textContent = window.sitegenNumber(count);
    checkbox.addEventListener("change", function () { self.on.choose(facet.name, value, checkbox.checked); });
    label.append(checkbox, name, number);
    return label;
  };

  /** Return the button that shows all values, whose number may be unknown, or fewer. */
  Facets.prototype.expandButton = function (facet, total, isComplete) {
    var self = this;
    var button = smallButton(facet.name + " all", facet.isExpanded ? gettext("Show fewer")
      : total ? window.sitegenFill(gettext("Show all {n}"), { n: total })
        : window.sitegenFill(gettext("Show all {values}"), { values: facet.plural }));
    button.addEventListener("click", function () {
      facet.isExpanded = !facet.isExpanded;
      // A collapsed facet has no filter field that would show why values are missing.
      if (facet.field) facet.field.value = "";
      if (facet.isExpanded && !isComplete) self.load(facet, button); else self.on.view();
    });
    return button;
  };

  Facets.label = labelOf;
  window.SitegenFacets = Facets;
})();
