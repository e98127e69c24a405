// Previews of papers: what a link leads to, while the pointer or the focus is on it. site.js loads this file,
// joined with records.js, at the first such link, on devices that can hover. The texts come from the shards of
// records and of contributions, or from the row of the link.
(function () {
  "use strict";
  var DELAY_MS = 250;
  var MAX_AUTHORS = 8;
  var ROWS = ".sg-related li, .sg-list li, .sg-results li";
  var LINES = ".sg-related__line, .sg-list__snippet";
  var box = null;
  var current = null;
  var opening = 0;
  var closing = 0;

  /** Return whether a row shows all that a preview would: the sentence, not cut. */
  function isWhole(row) {
    var line = row && row.querySelector(LINES);
    return Boolean(line && line.offsetHeight && line.scrollHeight <= line.clientHeight + 1);
  }

  function nameOf(author) {
    return author.literal || [author.given, author["non-dropping-particle"], author.family].filter(Boolean).join(" ");
  }

  function bylineOf(item) {
    var names = (item.author || []).map(nameOf);
    var rest = names.length - MAX_AUTHORS;
    // One more name takes no more room than "and 1 more".
    var who = rest > 1 ? window.sitegenFill(gettext("{names} and {n} more"), { names: window.sitegenJoin(names.slice(0, MAX_AUTHORS), ", "), n: rest }) : window.sitegenJoin(names, ", ");
    var year = item.issued && item.issued["date-parts"] ? String(item.issued["date-parts"][0][0]) : "";
    return [who, window.sitegenJoin([item["container-title"], year].filter(Boolean), " · ")].filter(Boolean).join(" · ");
  }

  function line(className, content, lang) {
    var paragraph = document.createElement("p");
    paragraph.className = className;
    paragraph.dir = "auto";
    if (lang) paragraph.lang = lang;
    paragraph.append.apply(paragraph, content);
    return paragraph;
  }

  function copies(element) {
    return Array.from(element.childNodes, function (node) { return node.cloneNode(true); });
  }

  /** Put the box beside the related papers, else below its link, or above where no room is left. */
  function place(link) {
    var at = link.getBoundingClientRect();
    var width = box.offsetWidth;
    var height = box.offsetHeight;
    var aside = link.closest(".sg-related");
    var left = aside ? aside.getBoundingClientRect().left - width - 12 : -1;
    var top = Math.max(8, Math.min(at.top - 8, innerHeight - height - 8));
    if (left < 8) {
      left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - width - 8));
      top = at.bottom + 6 + height <= innerHeight || at.top < height ? at.bottom + 6 : at.top - height - 6;
    }
    box.style.left = left + scrollX + "px";
    box.style.top = top + scrollY + "px";
  }

  function close() {
    clearTimeout(opening);
    clearTimeout(closing);
    if (box) box.remove();
    if (current) current.removeAttribute("aria-describedby");
    box = current = null;
  }

  async function show(link, id) {
    var row = link.closest(ROWS);
    current = link;
    var own = row && row.querySelector(LINES);
    var loaded = await Promise.all([window.sg.records.load([id]), own ? "" : window.sitegenContributions.load(id)]).catch(function () { return null; });
    // The pointer may have gone on.
    if (current !== link) return;
    var byline = loaded && loaded[0].length ? bylineOf(loaded[0][0]) : "";
    var sentence = own ? copies(own) : loaded && loaded[1] ? [loaded[1]] : [];
    if (!byline && !sentence.length) {
      // The next time may load what this time could not.
      close();
      return;
    }
    box = document.createElement("div");
    box.className = "sg-preview";
    box.id = "sg-preview";
    box.setAttribute("role", "tooltip");
    box.append(line("sg-preview__title", copies(link), link.lang));
    if (byline) box.append(line("sg-preview__line", [byline]));
    if (sentence.length) box.append(line("sg-preview__text", sentence, link.lang));
    document.body.append(box);
    link.setAttribute("aria-describedby", box.id);
    place(link);
  }

  /** Show the preview of a link after a moment, unless its row shows all of it. */
  function plan(link, id) {
    // The pointer may come from a part of the link, or be back before the preview closes.
    clearTimeout(closing);
    if (link === current) return;
    close();
    if (isWhole(link.closest(ROWS))) return;
    current = link;
    opening = setTimeout(function () { show(link, id); }, DELAY_MS);
  }

  /** Close after a moment: the pointer may move into the box. */
  function leave() {
    clearTimeout(closing);
    closing = setTimeout(close, DELAY_MS);
  }

  document.addEventListener("mouseover", function (event) {
    if (box && box.contains(event.target)) clearTimeout(closing);
    else if (current && !current.contains(event.target)) leave();
  });
  document.addEventListener("focusout", close);
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") close(); });
  document.addEventListener("click", close, true);
  // Back may restore this page as it was left.
  addEventListener("pagehide", close);

  window.sitegenPreview = plan;
})();
