// A paper's page leads on to the previous and the next paper of the list that its reader came from, which
// trail.js remembers. The page shows further papers of its venue, too.
// A classic script, because browsers refuse modules on file://. Pages can be read without it.
(function () {
  "use strict";
  var MAX_MORE = 5;

  function recall() {
    try {
      return JSON.parse(sessionStorage.getItem(window.sitegenTrail));
    } catch (error) {
      return null;
    }
  }

  function createLink(paper, href) {
    var link = document.createElement("a");
    link.href = href;
    link.textContent = paper[1];
    link.dir = "auto";
    if (paper[2]) link.lang = paper[2];
    return link;
  }

  /** Link to the neighbours in the list that the reader came from, in place of those in the listing. */
  function showNeighbours(article) {
    var list = recall();
    var here = location.href.split("#")[0];
    var papers = list && Array.isArray(list.papers) ? list.papers.filter(Array.isArray) : [];
    var index = papers.findIndex(function (paper) { return paper[0] === here; });
    var row = document.createElement("p");
    [["prev", papers[index - 1]], ["next", papers[index + 1]]].forEach(function (pair) {
      // Storage may hold anything: no address but of this site's papers.
      if (index < 0 || !pair[1] || !String(pair[1][0]).startsWith(here.slice(0, here.lastIndexOf("/") + 1))) return;
      var link = createLink(pair[1], pair[1][0]);
      link.rel = pair[0];
      row.append(link);
    });
    if (!row.firstChild) return;
    var nav = document.querySelector(".sg-pager") || document.createElement("nav");
    nav.className = "sg-pager";
    nav.setAttribute("aria-label", window.sitegenFill(gettext("Papers of the list: {title}"), { title: list.title }));
    nav.replaceChildren(row);
    if (!nav.parentNode) article.parentNode.after(nav);
  }

  /** List the papers that follow this one in its venue, from the script beside the venue's page. */
  function showMore(heading) {
    var link = heading.querySelector("a");
    var parts = link.href.split("#");
    // Each script of a venue calls this function.
    window.sitegenVenue = function (years) {
      // "#in-2018" is the heading of the year.
      var year = (parts[1] || "").slice(3);
      var papers = years[year] || [].concat.apply([], Object.keys(years).reverse().map(function (y) { return years[y]; }));
      var id = decodeURIComponent(location.pathname.replace(/^.*\/|\.html$/g, ""));
      var index = papers.findIndex(function (paper) { return paper[0] === id; });
      var list = document.createElement("ul");
      for (var i = 1; index >= 0 && i < papers.length && i <= MAX_MORE; i += 1) {
        var paper = papers[(index + i) % papers.length];
        var item = document.createElement("li");
        item.append(createLink(paper, encodeURIComponent(paper[0]) + ".html"));
        list.append(item);
      }
      var box = document.createElement("div");
      box.className = "sg-outline";
      box.append(list);
      heading.after(box);
    };
    // Without the list the heading is a link all the same.
    window.sitegenLoad(parts[0].replace(/\.html$/, ".js")).catch(Boolean);
  }

  showNeighbours(document.querySelector(".sg-paper"));
  var heading = document.getElementById("more");
  if (heading) {
    new IntersectionObserver(function (entries, observer) {
      if (!entries.some(function (entry) { return entry.isIntersecting; })) return;
      observer.disconnect();
      showMore(heading);
    }, { rootMargin: "400px" }).observe(heading);
  }
})();
