// The actions of the reading list's page, loaded behind its first view: complete, export, import, edit, clear.
// references.js reads files, records.js has the papers.
(function () {
  "use strict";
  var stars = window.sitegenStars;
  var references = window.sitegenReferences;
  var reading = window.sitegenReading;
  // Titles as short as "Introduction" belong to many papers.
  var MIN_TITLE_CHARS = 20;
  var SAVE_DELAY_MS = 400;
  var MAX_AUTHORS = 4;
  var NAMED_AUTHORS = 3;
  var MAX_FILE_BYTES = 50e6;
  var byId = function (id) { return document.getElementById(id); };
  var element = reading.element, plainButton = reading.plainButton, fill = reading.fill, say = reading.say;
  var valueOf = reading.valueOf, paperOf = reading.paperOf, noteOf = reading.noteOf, addressOf = reading.addressOf;
  var isInView = reading.isInView, shownIds = reading.shownIds, rowOf = reading.rowOf;
  var render = reading.render, renderNow = reading.renderNow;

  // ---- Records ------------------------------------------------------------------------------

  /** Return what the list shows of a record. */
  function describe(item) {
    var names = (item.author || []).map(window.sg.citations.fullName);
    var year = item.issued ? String(item.issued["date-parts"][0][0]) : "";
    return {
      title: item.title,
      who: names.length > MAX_AUTHORS
        ? fill(gettext("{names} and {n} more"), { names: window.sitegenJoin(names.slice(0, NAMED_AUTHORS), ", "), n: names.length - NAMED_AUTHORS })
        : window.sitegenJoin(names, ", "),
      when: window.sitegenJoin([item["container-title"], year].filter(Boolean), " · "),
      year: year
    };
  }

  /** Add what records say of papers; a star stores the title alone. */
  async function complete() {
    var ids = Array.from(reading.entries().keys()).filter(function (id) { return isInView(id) && !paperOf(id).isComplete; });
    if (!ids.length) return;
    var items = await window.sg.records.load(ids).catch(function () { return null; });
    if (!items) return;
    var goneIds = new Set(ids);
    reading.setGone(goneIds);
    items.forEach(function (item) {
      goneIds.delete(item.id);
      var paper = describe(item);
      // Pages have formulas as text, records as TeX.
      if (paperOf(item.id).title !== item.id) paper.title = paperOf(item.id).title;
      stars.change(item.id, { paper: paper }, true);
    });
    render();
  }

  // ---- Export -------------------------------------------------------------------------------

  /** Return the list as JSON, from which references.js restores it. */
  function formatList(ids) {
    var papers = ids.map(function (id) {
      var paper = paperOf(id);
      var added = Number(valueOf(id, "star"));
      return {
        id: id, title: paper.title, who: paper.who, when: paper.when, url: addressOf(id),
        added: added > 0 ? new Date(added).toISOString() : undefined, note: noteOf(id) || undefined
      };
    });
    return JSON.stringify({ format: references.FORMAT, version: 1, site: stars.base, papers: papers }, null, 1) + "\n";
  }

  async function take(format) {
    var ids = shownIds().ids;
    if (format === "list") return window.sg.citations.saveFile("reading-list.json", "application/json", formatList(ids));
    var items = await window.sg.records.load(ids);
    window.sg.citations.download("reading-list", format, items);
    var known = new Set(items.map(function (item) { return item.id; }));
    var lost = ids.filter(function (id) { return !known.has(id); });
    var titles = lost.map(function (id) { return paperOf(id).title; }).join("; ");
    say(fill(ngettext("{n} paper in the file.", "{n} papers in the file.", items.length), { n: items.length }) +
      (lost.length ? " " + fill(gettext("Not on this site any more: {titles}."), { titles: titles }) : ""));
  }

  async function copyAddress() {
    var address = stars.base + "list.html#ids=" + shownIds().ids.map(encodeURIComponent).join(",");
    try {
      await navigator.clipboard.writeText(address);
      say(gettext("Copied. The address holds the papers, but not your notes."));
    } catch (error) {
      history.replaceState(null, "", address);
      say(gettext("Your browser did not let the page copy; the address of this page is now that of the list."));
    }
  }

  // ---- Import -------------------------------------------------------------------------------

  /** Return the id in the address of a page of this site, or "". */
  function pageId(name) {
    var match = name.startsWith(stars.base + "papers/") && /^([^/?#]+)\.html/.exec(name.slice(stars.base.length + 7));
    return match ? decodeURIComponent(match[1]) : "";
  }

  /** Return the paper that has a title, if it is the only one; short titles need the same year. */
  function titled(reference, titles) {
    var key = references.fold(reference.title);
    var items = key && titles.get(key) || [];
    var sameYear = items.filter(function (item) { return reference.year && describe(item).year === reference.year; });
    if (sameYear.length === 1) return sameYear[0];
    return items.length === 1 && key.length >= MIN_TITLE_CHARS ? items[0] : null;
  }

  /**
   * Match references with papers.
   * @returns {Promise<{matches: Array<[Object, Object]>, misses: Object[]}>} pairs of reference and record
   */
  async function match(parsed) {
    var byName = await window.sg.records.find(parsed.flatMap(function (reference) { return reference.names.concat(keyOf(reference)); }));
    var ids = parsed.map(function (reference) {
      return reference.id || reference.names.map(pageId).find(Boolean) ||
        byName.get(reference.names.find(function (name) { return byName.has(name); })) || "";
    });
    var items = new Map();
    (await window.sg.records.load(ids.filter(Boolean))).forEach(function (item) { items.set(item.id, item); });
    var keyed = await matchKeys(parsed, ids, byName);
    var isOpen = function (reference, i) { return !items.has(ids[i]) && !keyed.has(reference) && !reference.id && reference.title; };
    // All records, which take longer.
    var titles = parsed.some(isOpen) ? await loadTitles() : new Map();
    var matches = [];
    var misses = [];
    parsed.forEach(function (reference, i) {
      var item = items.get(ids[i]) || keyed.get(reference) || (reference.id ? null : titled(reference, titles));
      if (item) matches.push([reference, item]);
      else misses.push(reference);
    });
    return { matches: matches, misses: misses };
  }

  function keyOf(reference) { return reference.key ? ["key:" + reference.key] : []; }

  /** Return the papers of references with a citation key of this site, if they have the title too. */
  async function matchKeys(parsed, ids, byName) {
    var open = parsed.filter(function (reference, i) { return !ids[i] && byName.has(keyOf(reference)[0]); });
    var named = open.map(function (reference) { return byName.get(keyOf(reference)[0]); });
    var items = new Map((await window.sg.records.load(named)).map(function (item) { return [item.id, item]; }));
    return new Map(open.flatMap(function (reference, i) {
      var item = items.get(named[i]);
      var isSame = item && references.fold(item.title || "") === references.fold(reference.title);
      return isSame ? [[reference, item]] : [];
    }));
  }

  async function loadTitles() {
    var titles = new Map();
    (await window.sg.records.all()).forEach(function (item) {
      var key = references.fold(item.title || "");
      if (titles.has(key)) titles.get(key).push(item);
      else titles.set(key, [item]);
    });
    return titles;
  }

  /** Add papers; keep what the list says of them, and both notes if they differ. */
  function add(matches) {
    // The first of the file is the newest.
    var now = Date.now();
    matches.every(function (pair, i) {
      var entry = reading.entries().get(pair[1].id) || {};
      var values = {};
      var note = noteOf(pair[1].id);
      if (!stars.isStarred(entry)) values.star = pair[0].added || now - i;
      if (!entry.paper) values.paper = describe(pair[1]);
      if (pair[0].note && !note.includes(pair[0].note)) values.note = note ? note + "\n\n" + pair[0].note : pair[0].note;
      return !Object.keys(values).length || stars.change(pair[1].id, values);
    });
  }

  function listOf(texts) {
    var items = element("ul");
    items.tabIndex = 0;
    items.append.apply(items, texts.map(function (text) { return Object.assign(element("li", "", text), { dir: "auto" }); }));
    return items;
  }

  function offerButton(text, className, onClick) {
    var button = plainButton(text, onClick);
    button.className = className;
    return button;
  }

  /** Say which references are papers of this site and which are not, and offer to add the first. */
  function offer(result, source) {
    var offerBox = byId("sg-offer");
    // One paper may be in a file twice.
    var unique = new Map(result.matches.slice().reverse().map(function (pair) { return [pair[1].id, pair]; }));
    var pairs = Array.from(unique.values()).reverse();
    var fresh = pairs.filter(function (pair) { return !stars.isStarred(reading.entries().get(pair[1].id) || {}) || pair[0].note; });
    var total = result.matches.length + result.misses.length;
    var known = pairs.length - fresh.length;
    var counts = ngettext("{source}: {n} of {total} reference is on this site", "{source}: {n} of {total} references are on this site", total);
    offerBox.replaceChildren(element("p", "", fill(counts, { source: source, n: result.matches.length, total: total }) +
      (known ? fill(gettext(", {n} in your list already."), { n: known }) : ".")));
    function dismiss() {
      offerBox.hidden = true;
      if (location.hash.startsWith("#ids=")) history.replaceState(null, "", location.pathname + location.search);
    }
    if (result.misses.length) {
      offerBox.append(element("p", "", gettext("Not on this site:")), listOf(result.misses.map(function (miss) { return miss.title || miss.names[0] || gettext("Without a title"); })));
    }
    if (fresh.length) {
      offerBox.append(element("p", "", gettext("To add:")), listOf(fresh.map(function (pair) { return pair[1].title; })),
        offerButton(fill(ngettext("Add {n} paper", "Add {n} papers", fresh.length), { n: fresh.length }), "sg-button sg-button--strong", function () {
          add(fresh);
          dismiss();
          say(fill(ngettext("{n} paper added.", "{n} papers added.", fresh.length), { n: fresh.length }));
        }));
    }
    if (pairs.length && byId("sg-like")) offerBox.append(offerButton(gettext("More like these"), "sg-button", function () { openLike(pairs); }));
    offerBox.append(offerButton(gettext("Close"), "sg-button", dismiss));
    offerBox.hidden = false;
    offerBox.scrollIntoView({ block: "nearest" });
    var first = offerBox.querySelector("button");
    if (first) first.focus();
  }

  function openLike(pairs) {
    try {
      sessionStorage.setItem("sitegen.like " + stars.base, JSON.stringify(pairs.map(function (pair) { return pair[1].id; })));
      location.href = stars.base + "search.html?like=:import";
    } catch (error) {
      stars.report(gettext("Your browser stores nothing for this site, so the search can't know these papers. Add them to the list first."));
    }
  }

  async function bring(text, source) {
    var parsed = references.read(text);
    if (!parsed || !parsed.length) {
      stars.report(fill(gettext("{source} holds no references: it is neither BibTeX, RIS, CSL-JSON, a list that was saved here, nor an address of a list."), { source: source }));
      return;
    }
    stars.report("");
    try {
      offer(await match(parsed), source);
    } catch (error) {
      stars.report(fill(gettext("The records of this site could not be loaded ({error})."), { error: error.message }));
    }
  }

  /** Old files may be in Windows-1252, in which each byte has a meaning. */
  function decode(bytes) {
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch (error) {
      return new TextDecoder("windows-1252").decode(bytes);
    }
  }

  async function bringFiles(files) {
    var large = files.find(function (file) { return file.size > MAX_FILE_BYTES; });
    if (large) return stars.report(fill(gettext("{file} is larger than {n} MB. Split it, then import the parts."), { file: large.name, n: MAX_FILE_BYTES / 1e6 }));
    var results = await Promise.all(files.map(async function (file) { return decode(await file.arrayBuffer()); }));
    var names = files.map(function (file) { return file.name; }).join(", ");
    var bibliography = results.length === 1 ? results[0] : null;
    if (bibliography !== null) return bring(bibliography, names);
    var parsed = results.map(references.read);
    var empty = parsed.findIndex(function (part) { return !part || !part.length; });
    if (empty >= 0) return bring(results[empty], files[empty].name);
    return offer(await match(parsed.flat()), names);
  }

  function bringAddress() {
    if (location.hash.startsWith("#ids=")) bring(location.hash, gettext("This address"));
  }

  // ---- Changes ------------------------------------------------------------------------------

  /** Erase the oldest of the papers that were only visited. */
  function limitVisits() {
    var visits = Array.from(reading.entries().keys()).filter(function (id) { return !stars.isStarred(reading.entries().get(id)) && !noteOf(id); });
    if (visits.length <= reading.maxVisits) return;
    var time = function (id) { return Number(valueOf(id, "seen")) || 0; };
    visits.sort(function (left, right) { return time(right) - time(left); });
    stars.erase(visits.slice(reading.maxVisits));
  }

  function editNote(id) {
    var item = reading.rows.get(id).item;
    var field = element("textarea");
    var timer = 0;
    var saved = noteOf(id);
    field.rows = 3;
    field.value = saved;
    field.setAttribute("aria-label", fill(gettext("Note on {title}"), { title: paperOf(id).title }));
    function save() {
      clearTimeout(timer);
      if (field.value === saved) return;
      if (stars.change(id, { note: field.value })) saved = field.value;
    }
    function close() {
      save();
      if (field.value !== saved) return;
      reading.rows.get(id).isEdited = false;
      reading.rows.get(id).key = "";
      render();
      reading.rows.get(id).item.querySelector(".sg-reading__row button").focus();
    }
    field.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(save, SAVE_DELAY_MS);
    });
    field.addEventListener("change", save);
    // Elsewhere in a row, a click opens the paper.
    field.addEventListener("click", function (event) { event.stopPropagation(); });
    field.addEventListener("keydown", function (event) {
      if (event.key === "Escape" || event.key === "Enter" && (event.ctrlKey || event.metaKey)) close();
    });
    // A page that is left fires no "change".
    addEventListener("pagehide", save);
    reading.rows.get(id).isEdited = true;
    var note = item.querySelector(".sg-reading__note");
    if (note) note.remove();
    var line = item.querySelector(".sg-reading__row");
    line.before(field);
    line.replaceChildren(plainButton(gettext("Done"), close));
    field.focus();
  }

  /** Move a paper among those that are shown, and number all that have another place. */
  function move(id, step, name) {
    var ids = Array.from(reading.entries().keys()).filter(isInView).sort(reading.orders.hand);
    var shown = shownIds().ids;
    var target = shown[Math.max(0, shown.indexOf(id) + step)];
    if (target === undefined || target === id) return;
    var index = ids.indexOf(target);
    ids.splice(ids.indexOf(id), 1);
    ids.splice(index, 0, id);
    ids.every(function (other, place) {
      return valueOf(other, "place") === place || stars.change(other, { place: place });
    });
    renderNow();
    var button = rowOf(id).querySelector('[data-sg-move="' + name + '"]');
    if (button) button.focus();
  }

  function clear(field) {
    var ids = Array.from(reading.entries().keys()).filter(function (id) {
      var entry = reading.entries().get(id);
      return field === "seen" ? stars.valueOf(entry, "seen") > 0 : stars.isStarred(entry) || noteOf(id);
    });
    var question = field === "seen" ? ngettext("Forget {n} visit?", "Forget {n} visits?", ids.length)
      : ngettext("Remove {n} paper and its note from this browser? A saved list brings it back.",
        "Remove {n} papers and their notes from this browser? A saved list brings them back.", ids.length);
    if (!ids.length || !confirm(fill(question, { n: ids.length }))) return;
    ids.forEach(function (id) {
      var entry = reading.entries().get(id);
      var rest = field === "seen" ? stars.isStarred(entry) || noteOf(id) : stars.valueOf(entry, "seen") > 0;
      if (!rest) stars.erase([id]);
      else stars.change(id, field === "seen" ? { seen: 0 } : { star: 0, note: "" });
    });
    renderNow();
  }

  /** Return an action that says why it failed. */
  function reporting(action, reason) {
    return async function () {
      try {
        await action.apply(null, arguments);
      } catch (error) {
        stars.report(fill(reason, { error: error.message }));
      }
    };
  }

  function start() {
    limitVisits();
    bringAddress();
    return complete();
  }

  window.sitegenReadingActions = {
    start: start, complete: complete, bring: bring, bringAddress: bringAddress, copyAddress: copyAddress,
    editNote: editNote, move: move, clear: clear,
    take: reporting(take, gettext("No file was written: {error}.")),
    bringFiles: reporting(bringFiles, gettext("The file could not be read: {error}."))
  };
})();
