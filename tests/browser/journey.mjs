// Operate a site as a reader does, in one of two browsers, over http or from disk:
//   node journey.mjs chrome|firefox EXECUTABLE SITE-ADDRESS SCREENSHOT-FOLDER
// Prints a JSON object: texts and addresses of each step, console errors, requests to other hosts.
import puppeteer from "puppeteer-core";

const [browserName, executablePath, base, shots] = process.argv.slice(2);
const chromeArgs = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];
const browser = await puppeteer.launch({
  browser: browserName,
  executablePath,
  headless: true,
  args: browserName === "chrome" ? chromeArgs : [],
});
const report = { errors: [], outside: [], steps: {} };

try {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  page.on("console", (message) => {
    if (message.type() === "error") report.errors.push(message.text());
  });
  // What the Content-Security-Policy blocks is an error too. Firefox reports it to the page only.
  await page.evaluateOnNewDocument(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`${event.effectiveDirective} blocks ${event.blockedURI}`);
    });
  });
  page.on("pageerror", (error) => report.errors.push(String(error)));
  page.on("request", (request) => {
    const url = request.url();
    // Firefox requests an icon from the root of a server, whatever icon a page names.
    if (url === new URL("/favicon.ico", base).href) return;
    if (!url.startsWith(base) && !/^(data|blob|about):/.test(url)) report.outside.push(url);
  });
  // The address is that of the new page before its elements are there.
  const text = async (selector) => {
    await page.waitForSelector(selector);
    return page.$eval(selector, (element) => element.textContent.trim());
  };
  // Firefox shows about:blank for a moment where it opens another page.
  const loadedUrl = () => page.evaluate((start) => {
    return document.readyState === "complete" && location.href.startsWith(start) && location.href;
  }, base);
  // Polls from Node: a promise inside a page is lost when the page is left.
  const until = async (condition) => {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      if (await condition().catch(() => false)) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`not true within 20 s at ${page.url()}: ${condition}`);
  };
  const address = async () => {
    let url;
    await until(async () => (url = await loadedUrl()));
    return url.slice(base.length);
  };
  const leave = async (act) => {
    const previous = base + (await address());
    try {
      await act();
    } catch (error) {
      // The page may be gone before the answer comes.
      if (!/context was destroyed/.test(error.message)) throw error;
    }
    await until(async () => { const url = await loadedUrl(); return url && url !== previous; });
  };
  const follow = async (selector) => {
    await page.waitForSelector(selector);
    await leave(() => page.$eval(selector, (element) => element.click()));
  };
  const results = () => until(async () => /^[1-9]/.test(await text("#sg-count")));

  await page.goto(base + "index.html");
  report.steps.home = await text("h1");
  await page.type("[data-sg-hotkey]", "state space models");
  await leave(() => page.keyboard.press("Enter"));
  report.steps.searchAddress = await address();
  await results();
  report.steps.results = await text("#sg-count");
  await page.waitForSelector("#sg-facets fieldset input");
  report.steps.filter = await text("#sg-facets fieldset label span");
  await page.$eval("#sg-facets fieldset input", (box) => box.click());
  await page.waitForSelector("#sg-chips button");
  await results();
  report.steps.filtered = await text("#sg-count");
  report.steps.filteredAddress = await address();
  await page.screenshot({ path: `${shots}/search-${browserName}.png` });
  await follow("#sg-results .sg-list__title");
  report.steps.paper = await text("h1");
  await follow(".sg-related li a");
  report.steps.related = await text("h1");
  await follow(".sg-paper__topics .sg-tags a");
  report.steps.tag = await text("h1");
  await leave(() => page.evaluate(() => history.back()));
  report.steps.back = await text("h1");

  // Back from a paper far down in a list of results.
  await leave(() => page.evaluate((url) => { location.href = url; }, base + "search.html?sort=title"));
  await results();
  await page.waitForSelector("#sg-facets:not(.sg-facets--pending) .sg-facets__count:not(:empty)");
  const total = await text("#sg-count");
  await page.$eval("#sg-facets fieldset input", (box) => box.click());
  await until(async () => (await text("#sg-count")) !== total);
  const rows = () => page.$$eval("#sg-results .sg-list__title", (links) => links.length);
  await page.$eval("#sg-more", (button) => button.click());
  await until(async () => (await rows()) > 10);
  const row = 12;
  const titles = await page.evaluate(() => {
    return [...document.querySelectorAll("#sg-results .sg-list__title")].map((link) => link.textContent.trim());
  });
  report.steps.beside = [["prev", titles[row - 1]], ["next", titles[row + 1]]];
  const place = () => page.evaluate((index) => {
    const link = document.querySelectorAll("#sg-results .sg-list__title")[index];
    return [scrollY, Math.round(link.getBoundingClientRect().top), link.textContent, location.search];
  }, row);
  await page.evaluate((index) => {
    document.querySelectorAll("#sg-results .sg-list__title")[index].scrollIntoView({ block: "center" });
  }, row);
  report.steps.placeBefore = await place();
  await leave(() => page.evaluate((index) => {
    document.querySelectorAll("#sg-results .sg-list__title")[index].click();
  }, row));
  report.steps.opened = await text("h1");
  // The paper's page leads on in the list of results.
  report.steps.neighbours = await page.evaluate(() => {
    return [...document.querySelectorAll(".sg-pager a")].map((link) => [link.rel, link.textContent]);
  });
  await leave(() => page.evaluate(() => history.back()));
  await until(async () => (await rows()) > row && (await page.evaluate(() => scrollY)) > 0);
  report.steps.placeAfter = await place();
  // A browser may keep the whole page in memory, but not over a reload.
  await page.evaluate(() => { window.isOld = true; location.reload(); });
  await until(async () => !(await page.evaluate(() => window.isOld)) && (await rows()) > row && (await page.evaluate(() => scrollY)) > 0);
  report.steps.placeReloaded = await place();

  // On a narrow screen the filters are a sheet.
  await page.setViewport({ width: 390, height: 844 });
  const isOpen = () => page.$eval("#sg-sheet", (sheet) => sheet.open);
  await page.focus("#sg-filters");
  await page.keyboard.press("Enter");
  await until(isOpen);
  await until(async () => /^Show [1-9]/.test(await text("#sg-show")));
  report.steps.show = await text("#sg-show");
  report.steps.sheet = await page.$eval("#sg-sheet fieldset legend", (legend) => legend.textContent);
  await page.keyboard.press("Escape");
  await until(async () => !(await isOpen()));
  report.steps.focusAfterSheet = await page.evaluate(() => document.activeElement.id);

  // A star by the keyboard is in the list of another tab, and stays.
  await page.setViewport({ width: 1280, height: 900 });
  const other = await browser.newPage();
  await other.goto(base + "list.html");
  // Firefox gives keys and frames to the tab in front.
  await page.bringToFront();
  await page.goto(base + "papers.html");
  await page.waitForSelector(".sg-list .sg-star");
  await page.focus(".sg-list .sg-star");
  await page.keyboard.press("Enter");
  const starred = (tab) => tab.$$eval("#sg-papers .sg-list__title", (links) => links.map((link) => link.textContent));
  await until(() => page.$eval(".sg-list .sg-star", (star) => star.ariaPressed === "true"));
  await other.bringToFront();
  await until(async () => (await starred(other)).length === 1);
  report.steps.starred = await starred(other);
  await other.close();
  await page.bringToFront();
  await page.goto(base + "list.html");
  await until(async () => (await starred(page)).length === 1);
  report.steps.kept = await starred(page);
  // The citation key of a paper leads to it, and a draft that cites it gets its entry.
  await follow("#sg-papers .sg-list__title");
  report.steps.first = await text("h1");
  const key = await page.$eval("[data-key]", (element) => element.dataset.key);
  await page.goto("about:blank");
  await page.goto(`${base}go.html#key:${key}`);
  await until(async () => /papers\//.test(await loadedUrl()));
  report.steps.byKey = await text("h1");
  await page.goto(base + "draft.html");
  await page.$eval("input[type=file]", (input, cited) => {
    const files = new DataTransfer();
    files.items.add(new File([`\\cite{${cited}, none}`], "a.tex"));
    input.files = files.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }, key);
  await until(async () => /not in/.test(await text("main [role=status]")));
  report.steps.draft = await text("main [role=status]");
} catch (error) {
  report.errors.push(String(error.stack || error));
} finally {
  await browser.close();
}
console.log(JSON.stringify(report));
