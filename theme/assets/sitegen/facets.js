// The filters beside the search results: one fieldset per facet, with counts for the results.
(function () {
  "use strict";
  var LABELS = { tag: "Topic", year: "Year", venue: "Venue", author: "Author", has: "With" };
  var PLURALS = {
    tag: "topics", year: "years", venue: "venues", author: "authors", has: "code, models and datasets"
  };
  // Values in a collapsed and in an expanded facet. Rendering thousands would block typing.
  var COLLAPSED_VALUES = 8;
  var EXPANDED_VALUES = 200;

  /**
   * @param {HTMLElement} box the parent of the fieldsets
   * @param {string[]} names the facets of the collection
   * @param {function(string|null, string, boolean)} onChange called with facet, value and whether
   *   it is checked; with null if only the view changes
   * @param {function(string)} onLoad called with a facet whose values are to be loaded
   */
  function Facets(box, names, onChange, onLoad) {
    this.box = box;
    this.names = names;
    this.onChange = onChange;
    this.onLoad = onLoad;
    // Both by facet: whether it is expanded, and the text in its filter field.
    this.expanded = {};
    this.queries = {};
  }

  /**
   * Add fields for a range of years.
   * @param {number[]} years the first and the last year of the collection
   * @param {function(number, number)} onRange called with both ends, 0 for an open one
   */
  Facets.prototype.allowRange = function (years, onRange) {
    if (years[0] === years[1]) return;
    this.years = years;
    this.onRange = onRange;
  };

  /** Sort years from new to old, and other values by count, then name. */
  function sortValues(facet, counts, checked) {
    return Object.keys(counts)
      .filter(function (value) { return counts[value] > 0 || checked.includes(value); })
      .sort(function (left, right) {
        if (facet === "year") return Number(right) - Number(left);
        return counts[right] - counts[left] || left.localeCompare(right);
      });
  }

  /**
   * Render all facets.
   * @param {Object} counts facet -> value -> number of papers; facets not loaded are missing
   * @param {{filters: Object, range: number[]}} state what the reader has chosen
   * @param {boolean} isExact whether the counts are of the results; otherwise no numbers are shown
   */
  Facets.prototype.render = function (counts, state, isExact) {
    var self = this;
    this.range = state.range;
    this.isExact = isExact !== false;
    // All elements are replaced: return the focus to the one with the same id.
    var focusedId = this.box.contains(document.activeElement) ? document.activeElement.id : "";
    var fieldsets = this.names
      .filter(function (facet) { return !counts[facet] || Object.keys(counts[facet]).length > 0; })
      .map(function (facet) {
        return counts[facet]
          ? self.fieldset(facet, counts[facet], state.filters[facet] || [])
          : self.unloaded(facet);
      });
    this.box.replaceChildren.apply(this.box, fieldsets);
    var focused = focusedId && document.getElementById(focusedId);
    if (focused) focused.focus();
  };

  function emptyFieldset(facet) {
    var fieldset = document.createElement("fieldset");
    var legend = document.createElement("legend");
    legend.textContent = LABELS[facet];
    fieldset.append(legend);
    return fieldset;
  }

  Facets.prototype.fieldset = function (facet, counts, checked) {
    var self = this;
    var fieldset = emptyFieldset(facet);
    if (facet === "year" && this.years) fieldset.append(this.rangeFields());
    var sorted = sortValues(facet, counts, checked);
    if (this.expanded[facet]) fieldset.append(this.filterField(facet));
    var query = (this.queries[facet] || "").toLowerCase();
    var matches = query
      ? sorted.filter(function (value) { return value.toLowerCase().includes(query); })
      : sorted;
    // Checked values come first, so that they stay in view.
    var first = matches.filter(function (value) { return checked.includes(value); });
    var rest = matches.filter(function (value) { return !checked.includes(value); });
    var limit = this.expanded[facet] ? EXPANDED_VALUES : COLLAPSED_VALUES;
    first.concat(rest).slice(0, limit).forEach(function (value, i) {
      var count = self.isExact ? counts[value] || 0 : null;
      fieldset.append(self.option(facet, value, count, checked.includes(value), i));
    });
    if (sorted.length > COLLAPSED_VALUES) fieldset.append(this.expandButton(facet, sorted.length));
    return fieldset;
  };

  function smallButton(id, text) {
    var button = document.createElement("button");
    button.type = "button";
    button.id = id;
    button.className = "sg-facets__all";
    button.textContent = text;
    return button;
  }

  /** A facet whose values load on request only, because they may be thousands of names. */
  Facets.prototype.unloaded = function (facet) {
    var self = this;
    var fieldset = emptyFieldset(facet);
    var button = smallButton("sg-load-" + facet, "Show " + PLURALS[facet]);
    button.addEventListener("click", function () {
      button.disabled = true;
      button.textContent = "Loading " + PLURALS[facet] + " …";
      self.onLoad(facet);
    });
    fieldset.append(button);
    return fieldset;
  };

  /** Return the two year fields. They are reused, so that results don't discard typed digits. */
  Facets.prototype.rangeFields = function () {
    var self = this;
    var row = this.rangeRow = this.rangeRow || this.createRangeFields();
    row.querySelectorAll("input").forEach(function (input, i) {
      if (input !== self.editedInput) input.value = self.range[i] || "";
    });
    return row;
  };

  Facets.prototype.createRangeFields = function () {
    var self = this;
    var row = document.createElement("div");
    row.className = "sg-facets__range";
    var inputs = ["from", "to"].map(function (name, i) {
      var input = document.createElement("input");
      input.type = "number";
      input.id = "sg-year-" + name;
      input.min = self.years[0];
      input.max = self.years[1];
      input.placeholder = self.years[i];
      input.setAttribute("aria-label", (i ? "To" : "From") + " year");
      return input;
    });
    inputs.forEach(function (input) {
      // "input" comes with each digit, "change" when the year is complete.
      input.addEventListener("input", function () { self.editedInput = input; });
      input.addEventListener("change", function () {
        if (self.editedInput === input) self.editedInput = null;
        self.onRange(Number(inputs[0].value) || 0, Number(inputs[1].value) || 0);
      });
    });
    row.append(inputs[0], "–", inputs[1]);
    return row;
  };

  /** A field that filters the values of an expanded facet. */
  Facets.prototype.filterField = function (facet) {
    var self = this;
    var input = document.createElement("input");
    input.type = "search";
    input.id = "sg-facet-" + facet;
    input.value = this.queries[facet] || "";
    input.setAttribute("aria-label", "Filter " + LABELS[facet].toLowerCase() + " list");
    input.addEventListener("input", function () {
      self.queries[facet] = input.value;
      self.onChange(null);
    });
    return input;
  };

  Facets.prototype.option = function (facet, value, count, isChecked, i) {
    var self = this;
    var label = document.createElement("label");
    var checkbox = document.createElement("input");
    var name = document.createElement("span");
    var number = document.createElement("span");
    checkbox.type = "checkbox";
    // By position, as a value may hold any character; a checked value moves up to the first ones.
    checkbox.id = "sg-" + facet + "-" + i;
    checkbox.checked = isChecked;
    name.textContent = value;
    number.className = "sg-facets__count";
    number.textContent = count === null ? "" : String(count);
    checkbox.addEventListener("change", function () { self.onChange(facet, value, checkbox.checked); });
    label.append(checkbox, name, number);
    return label;
  };

  Facets.prototype.expandButton = function (facet, total) {
    var self = this;
    var text = this.expanded[facet] ? "Show fewer" : "Show all " + total;
    var button = smallButton("sg-toggle-" + facet, text);
    button.addEventListener("click", function () {
      self.expanded[facet] = !self.expanded[facet];
      // A collapsed facet has no filter field that would show why values are missing.
      self.queries[facet] = "";
      self.onChange(null);
    });
    return button;
  };

  window.SitegenFacets = Facets;
})();
