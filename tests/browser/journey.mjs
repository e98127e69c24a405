// A reader's way through a site, in either browser, on http or from disk:
//   node journey.mjs chrome|firefox EXECUTABLE SITE-ADDRESS SCREENSHOT-FOLDER
// Prints one JSON object: what was seen, console errors, requests that left the site.
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
const seen = { errors: [], outside: [], steps: {} };

try {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  page.on("console", (message) => {
    if (message.type() === "error") seen.errors.push(message.text());
  });
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  page.on("request", (request) => {
    const url = request.url();
    // Firefox itself asks a server's root for an icon, whatever a page names.
    if (url === new URL("/favicon.ico", base).href) return;
    if (!url.startsWith(base) && !/^(data|blob|about):/.test(url)) seen.outside.push(url);
  });
  const text = (selector) => page.$eval(selector, (element) => element.textContent.trim());
  const here = () => page.evaluate(() => document.readyState === "complete" && location.href);
  // Asked from outside: what waits inside a page is lost when the page goes.
  const until = async (holds) => {
    for (let turn = 0; turn < 200; turn += 1) {
      if (await holds().catch(() => false)) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`waited in vain at ${page.url()}: ${holds}`);
  };
  const address = async () => {
    let found;
    await until(async () => (found = await here()));
    return found.slice(base.length);
  };
  const leave = async (act) => {
    const before = base + (await address());
    await act();
    await until(async () => { const now = await here(); return now && now !== before; });
  };
  const follow = async (selector) => {
    await page.waitForSelector(selector);
    await leave(() => page.$eval(selector, (element) => element.click()));
  };
  const results = () => until(async () => /^[1-9]/.test(await text("#sg-count")));

  await page.goto(base + "index.html");
  seen.steps.home = await text("h1");
  await page.type("[data-sg-hotkey]", "state space models");
  await leave(() => page.keyboard.press("Enter"));
  seen.steps.searchAddress = await address();
  await results();
  seen.steps.found = await text("#sg-count");
  await page.waitForSelector("#sg-facets fieldset input");
  seen.steps.filter = await text("#sg-facets fieldset label span");
  await page.$eval("#sg-facets fieldset input", (box) => box.click());
  await page.waitForSelector("#sg-chips button");
  await results();
  seen.steps.filtered = await text("#sg-count");
  seen.steps.filteredAddress = await address();
  await page.screenshot({ path: `${shots}/search-${browserName}.png` });
  await follow("#sg-results .sg-list__title");
  seen.steps.paper = await text("h1");
  await follow(".sg-related__link");
  seen.steps.related = await text("h1");
  await follow(".sg-paper__topics .sg-tag");
  seen.steps.tag = await text("h1");
  await leave(() => page.evaluate(() => history.back()));
  seen.steps.back = await text("h1");
} catch (error) {
  seen.errors.push(String(error.stack || error));
} finally {
  await browser.close();
}
console.log(JSON.stringify(seen));
