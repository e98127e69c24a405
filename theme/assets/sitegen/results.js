// Search results as list items: title, a line with byline, date and links, and an excerpt.
// Everything from a paper becomes text nodes, so that no title or abstract can add markup.
(function () {
  "use strict";
  // Authors in a byline before the rest is counted, and how many of them are named then.
  var MAX_AUTHORS = 4;
  var NAMED_AUTHORS = 3;
  var MAX_TOPICS = 4;

  /**
   * Return the list item of one result.
   * @param {Object} data a page's data, as Pagefind returns it
   * @param {function(string): boolean} isMarked whether a word of the title is one of the query's
   * @param {boolean} hasLikes whether search lists papers like another one
   * @param {Array<string>} missing words of the query that the paper lacks
   */
  function row(data, isMarked, hasLikes, missing) {
    var title = data.meta.title;
    var item = document.createElement("li");
    var link = document.createElement("a");
    link.className = "sg-list__title";
    link.dir = "auto";
    // Relative, so that it also works in a subfolder of a server and from disk.
    link.href = "." + data.url;
    link.append.apply(link, markWords(title, isMarked));
    var line = paragraph("sg-list__line", lineParts(data.filters));
    // A page of the user's has no vector.
    if (hasLikes && /\/papers\/[^/]+$/.test(data.url)) line.append(" ", likeLink(data.url, title));
    var snippet = paragraph("sg-list__snippet", closed(withoutTitle(excerptParts(data.excerpt), title)));
    snippet.dir = "auto";
    item.append(link);
    // Before the line, as on wide screens it floats to the right of it.
    if (missing.length) item.append(missingLine(missing));
    item.append(line, snippet);
    return item;
  }

  /** Return a line with the words that a paper lacks, struck through. */
  function missingLine(words) {
    var struck = words.map(function (word) {
      var element = document.createElement("s");
      element.textContent = word;
      return element;
    });
    return paragraph("sg-results__missing", [gettext("Without:") + " "].concat(struck.flatMap(function (word, i) {
      return i ? [", ", word] : [word];
    })));
  }

  function likeLink(url, title) {
    // A paper's id is the name of its page.
    var link = outLink(gettext("like this"), "?like=" + url.replace(/^.*\/|\.html$/g, ""));
    link.classList.add("sg-results__like");
    // The right arrow key leads to it: a second stop of each row would double the way through a list.
    link.tabIndex = -1;
    // Left out on narrow screens.
    link.prepend(span("sg-results__papers", gettext("Papers") + " "));
    // In a list of links, each one needs a name that differs from the others.
    link.setAttribute("aria-label", window.sitegenFill(gettext("Papers like this: {title}"), { title: title }));
    return link;
  }

  function outLink(text, address) {
    var link = document.createElement("a");
    link.className = "sg-list__out";
    link.href = address;
    link.textContent = text;
    return link;
  }

  function span(className, text) {
    var element = document.createElement("span");
    element.className = className;
    element.textContent = text;
    return element;
  }

  /** Return authors, venue and year, or topics if a paper has none of these, as in other lists. */
  function lineParts(filters) {
    var authors = filters.author || [];
    var venue = (filters.venue || [""])[0], year = (filters.year || [""])[0];
    // "IPC 2014" has its year.
    if (year && venue.endsWith(" " + year)) year = "";
    var when = window.sitegenJoin([venue, year].filter(Boolean), " · ");
    var who = authors.length > MAX_AUTHORS
      ? window.sitegenFill(gettext("{names} and {n} more"), {
        names: window.sitegenJoin(authors.slice(0, NAMED_AUTHORS), ", "), n: authors.length - NAMED_AUTHORS
      })
      : window.sitegenJoin(authors, ", ");
    if (!who && !when) who = window.sitegenJoin((filters.tag || []).slice(0, MAX_TOPICS), " · ");
    var parts = [];
    if (who) parts.push(span("sg-list__who", who));
    if (when) parts.push(who ? " · " : "", span("sg-list__when", when));
    // The build writes addresses of the web only into these filters.
    [["pdf", "PDF"], ["code", gettext("Code")]].forEach(function (pair) {
      if (filters[pair[0]]) parts.push(" ", outLink(pair[1], filters[pair[0]][0]));
    });
    return parts;
  }

  function paragraph(className, parts) {
    var element = document.createElement("p");
    element.className = className;
    element.append.apply(element, parts);
    return element;
  }

  function mark(text) {
    var element = document.createElement("mark");
    element.textContent = text;
    return element;
  }

  /** Split Pagefind's HTML into strings and <mark> elements; other markup becomes text. */
  function excerptParts(html) {
    // Pagefind marks a word with the punctuation after it: move that out.
    var tidy = html.replace(/([.,;:!?)\]]{1,20})<\/mark>/g, "</mark>$1");
    return tidy.split(/(<mark>[\s\S]*?<\/mark>)/).filter(Boolean).map(function (part) {
      var inner = /^<mark>([\s\S]*)<\/mark>$/.exec(part);
      // Parsing resolves entities; in a separate document no script runs and no image loads.
      var parsed = new DOMParser().parseFromString(inner ? inner[1] : part, "text/html");
      return inner ? mark(parsed.body.textContent) : withSpaces(part, parsed.body.textContent);
    });
  }

  /** Restore the space at both ends of a part: the parser drops it, but marks need it around. */
  function withSpaces(part, text) {
    if (!part.trim()) return " ";
    var lead = /^\s/.test(part) ? " " : "";
    var tail = /\s$/.test(part) ? " " : "";
    return lead + text.trim() + tail;
  }

  function textOf(part) { return part.textContent || part; }

  /** Leave out the start of an excerpt if it is the end of the title, which stands above it. */
  function withoutTitle(parts, title) {
    var text = parts.map(textOf).join("");
    var cut = 0;
    // Pagefind adds a full stop to the title. Up to three characters may agree by chance.
    for (var end = Math.min(text.length, title.length + 1); end > 3; end -= 1) {
      if ((title + ".").endsWith(text.slice(0, end)) || title.endsWith(text.slice(0, end))) {
        cut = end;
        break;
      }
    }
    while (cut && parts.length) {
      var length = textOf(parts[0]).length;
      if (length > cut) {
        parts[0] = textOf(parts[0]).slice(cut).trimStart();
        break;
      }
      cut -= length;
      parts.shift();
    }
    return parts;
  }

  /** Add the sign of an omission where an excerpt ends inside a sentence. */
  function closed(parts) {
    var last = parts.length ? textOf(parts[parts.length - 1]).trimEnd() : "";
    return !last || /[.!?…]["”')]?$/.test(last) ? parts : parts.concat(" …");
  }

  /** Split a title into strings and <mark> elements for words of the query. */
  function markWords(title, isMarked) {
    // A pattern with one group makes split() return words at odd indexes.
    return title.split(/([\p{L}\p{N}\p{M}]+)/u).filter(Boolean).map(function (part) {
      return isMarked(part) ? mark(part) : part;
    });
  }

  window.SitegenResults = { row: row };
})();
