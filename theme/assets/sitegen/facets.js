// The filters beside the search results: one fieldset a facet, counts that follow the results.
(function () {
  "use strict";
  var LABELS = { tag: "Topic", year: "Year", venue: "Venue", author: "Author", has: "With" };
  var SHORT = 8;
  var LONG = 200;

  var PLURALS = { tag: "topics", year: "years", venue: "venues", author: "authors", has: "what comes with it" };

  /**
   * @param {HTMLElement} box where the fieldsets go
   * @param {string[]} names the facets that the collection has
   * @param {function(string, string, boolean)} onChange called with facet, value, chosen
   * @param {function(string)} onWanted called with a facet whose values are to be loaded
   */
  function Facets(box, names, onChange, onWanted) {
    this.box = box;
    this.names = names;
    this.onChange = onChange;
    this.onWanted = onWanted;
    this.open = {};
    this.typed = {};
  }

  /**
   * Let readers choose years by their ends.
   * @param {number[]} ends the first and the last year that there is
   * @param {function(number, number)} onRange called with both ends, 0 for an open one
   */
  Facets.prototype.allowRange = function (ends, onRange) {
    if (ends[0] === ends[1]) return;
    this.ends = ends;
    this.onRange = onRange;
  };

  /** Sort years by time and all else by count, then name. */
  function order(facet, values, chosen) {
    return Object.keys(values)
      .filter(function (v) { return values[v] > 0 || chosen.includes(v); })
      .sort(function (a, b) {
        if (facet === "year") return Number(b) - Number(a);
        return values[b] - values[a] || a.localeCompare(b);
      });
  }

  /** Show facet -> value -> count; where counts say more than there is, without numbers. */
  Facets.prototype.render = function (counts, state, counted) {
    var self = this;
    var chosen = state.filters;
    this.range = state.range;
    this.counted = counted !== false;
    var focused = this.box.contains(document.activeElement) ? document.activeElement.id : "";
    this.box.replaceChildren.apply(
      this.box,
      this.names
        .filter(function (facet) { return !counts[facet] || Object.keys(counts[facet]).length > 0; })
        .map(function (facet) {
          return counts[facet]
            ? self.fieldset(facet, counts[facet], chosen[facet] || [])
            : self.closed(facet);
        })
    );
    var again = focused && document.getElementById(focused);
    if (again) again.focus();
  };

  Facets.prototype.fieldset = function (facet, values, chosen) {
    var self = this;
    var field = document.createElement("fieldset");
    var legend = document.createElement("legend");
    legend.textContent = LABELS[facet];
    field.append(legend);
    if (facet === "year" && this.ends) field.append(this.rangeFields());
    var sorted = order(facet, values, chosen);
    if (this.open[facet]) field.append(this.filterField(facet));
    var typed = (this.typed[facet] || "").toLowerCase();
    var found = typed
      ? sorted.filter(function (v) { return v.toLowerCase().includes(typed); })
      : sorted;
    // What is chosen stays in sight, first.
    var first = found.filter(function (v) { return chosen.includes(v); });
    var rest = found.filter(function (v) { return !chosen.includes(v); });
    first.concat(rest).slice(0, this.open[facet] ? LONG : SHORT).forEach(function (value, i) {
      field.append(self.option(facet, value, self.counted ? values[value] || 0 : null, chosen.includes(value), i));
    });
    if (sorted.length > SHORT) field.append(this.toggle(facet, sorted.length));
    return field;
  };

  /** A facet whose values are not loaded: thousands of names are for those who ask for them. */
  Facets.prototype.closed = function (facet) {
    var self = this;
    var field = document.createElement("fieldset");
    var legend = document.createElement("legend");
    var button = document.createElement("button");
    legend.textContent = LABELS[facet];
    button.type = "button";
    button.id = "sg-load-" + facet;
    button.className = "sg-facets__all";
    button.textContent = "Show " + PLURALS[facet];
    button.addEventListener("click", function () {
      button.disabled = true;
      button.textContent = "Loading " + PLURALS[facet] + " …";
      self.onWanted(facet);
    });
    field.append(legend, button);
    return field;
  };

  /** The two fields, made once: what somebody types in one stays while results come. */
  Facets.prototype.rangeFields = function () {
    var self = this;
    var row = this.rangeRow = this.rangeRow || this.makeRange();
    row.querySelectorAll("input").forEach(function (input, i) {
      if (input !== self.typing) input.value = self.range[i] || "";
    });
    return row;
  };

  Facets.prototype.makeRange = function () {
    var self = this;
    var row = document.createElement("div");
    row.className = "sg-facets__range";
    var inputs = ["from", "to"].map(function (name, i) {
      var input = document.createElement("input");
      input.type = "number";
      input.id = "sg-year-" + name;
      input.min = self.ends[0];
      input.max = self.ends[1];
      input.placeholder = self.ends[i];
      input.setAttribute("aria-label", (i ? "To" : "From") + " year");
      return input;
    });
    inputs.forEach(function (input) {
      input.addEventListener("input", function () { self.typing = input; });
      input.addEventListener("change", function () {
        if (self.typing === input) self.typing = null;
        self.onRange(Number(inputs[0].value) || 0, Number(inputs[1].value) || 0);
      });
    });
    row.append(inputs[0], "–", inputs[1]);
    return row;
  };

  Facets.prototype.filterField = function (facet) {
    var self = this;
    var input = document.createElement("input");
    input.type = "search";
    input.id = "sg-facet-" + facet;
    input.value = this.typed[facet] || "";
    input.setAttribute("aria-label", "Filter " + LABELS[facet].toLowerCase() + " list");
    input.addEventListener("input", function () {
      self.typed[facet] = input.value;
      self.onChange(null);
    });
    return input;
  };

  Facets.prototype.option = function (facet, value, count, checked, i) {
    var self = this;
    var label = document.createElement("label");
    var box = document.createElement("input");
    var name = document.createElement("span");
    var number = document.createElement("span");
    box.type = "checkbox";
    box.id = "sg-" + facet + "-" + i;
    box.checked = checked;
    name.textContent = value;
    number.className = "sg-facets__count";
    number.textContent = count === null ? "" : String(count);
    box.addEventListener("change", function () { self.onChange(facet, value, box.checked); });
    label.append(box, name, number);
    return label;
  };

  Facets.prototype.toggle = function (facet, total) {
    var self = this;
    var button = document.createElement("button");
    button.type = "button";
    button.id = "sg-toggle-" + facet;
    button.className = "sg-facets__all";
    button.textContent = this.open[facet] ? "Show fewer" : "Show all " + total;
    button.addEventListener("click", function () {
      self.open[facet] = !self.open[facet];
      self.typed[facet] = "";
      self.onChange(null);
    });
    return button;
  };

  window.SitegenFacets = Facets;
})();
