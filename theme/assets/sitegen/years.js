// Bars of papers per year above the range of years: a click chooses a year, a drag several years. The fields below
// say the same to the keyboard and to screen readers. It is loaded with the filters.
(function () {
  "use strict";
  var SVG = "http://www.w3.org/2000/svg";
  var HEIGHT = 48;
  // The years of a drag, which goes on while bars are drawn again; 0 for none.
  var start = 0, end = 0;

  /** Return the first and the last year of a drag, whatever its direction. */
  function rangeOf(start, end) { return [Math.min(start, end), Math.max(start, end)]; }

  /** Show which bars a range has; without a range, none is pale. */
  function paint(bars, range, isChosen) {
    bars.forEach(function (bar) {
      var year = Number(bar.dataset.year);
      var isIn = isChosen ? isChosen(year) : year >= range[0] && year <= range[1];
      bar.style.fill = isIn ? "var(--sg-accent)" : "var(--sg-control)";
    });
  }

  /** Return one bar, as high as the image for the most papers. */
  function createBar(year, position, count, most) {
    var bar = document.createElementNS(SVG, "rect");
    // A year with a paper is seen beside years with thousands.
    var height = count && Math.max(2, Math.round(HEIGHT * count / most));
    [["x", position + 0.1], ["y", HEIGHT - height], ["width", 0.8], ["height", height]].forEach(function (pair) { bar.setAttribute(pair[0], pair[1]); });
    bar.dataset.year = year;
    return bar;
  }

  /** Let the pointer choose years: the same single year again takes the choice back. */
  function setUpPointer(image, first, bars, state, choose) {
    function yearAt(event) {
      var box = image.getBoundingClientRect();
      var share = (event.clientX - box.left) / box.width;
      return first + Math.min(bars.length - 1, Math.max(0, Math.floor(share * bars.length)));
    }
    image.onpointerdown = function (event) {
      if (event.button) return;
      image.setPointerCapture(event.pointerId);
      start = end = yearAt(event);
      paint(bars, [start, end]);
    };
    image.onpointermove = function (event) {
      if (!start) return;
      end = yearAt(event);
      paint(bars, rangeOf(start, end));
    };
    image.onpointerup = function () {
      if (!start) return;
      var range = rangeOf(start, end);
      start = 0;
      if (range.join() === state.range.join()) range = [0, 0];
      choose(range[0], range[1]);
    };
    // The page scrolls: nothing was chosen.
    image.onpointercancel = function () { start = 0; };
  }

  /**
   * Draw the bars of the years for which the page has counts: those of the whole collection.
   * @param {Element} image where to, or null on a site without years
   * @param {number} last the last year of the collection
   * @param {Object} [counts] year -> number of papers of the results
   * @param {{filters: Object, range: number[]}} state what the reader has chosen
   * @param {function(number, number)} choose called with a range; zeros for none
   */
  window.sitegenYears = function (image, last, counts, state, choose) {
    if (!image) return;
    var numbers = image.dataset.counts.split(" ").map(Number);
    var first = last - numbers.length + 1;
    if (counts) numbers = numbers.map(function (_, i) { return counts[first + i] || 0; });
    var most = Math.max.apply(null, numbers.concat(1));
    var bars = numbers.map(function (number, i) { return createBar(first + i, i, number, most); });
    var boxes = state.filters.year;
    image.setAttribute("viewBox", "0 0 " + bars.length + " " + HEIGHT);
    image.style.cursor = "pointer";
    // Sideways is a drag, up and down the page scrolls.
    image.style.touchAction = "pan-y";
    image.replaceChildren.apply(image, bars);
    paint(bars, [state.range[0] || first, state.range[1] || last], boxes.length ? function (year) { return boxes.includes(String(year)); } : null);
    setUpPointer(image, first, bars, state, choose);
  };
})();
