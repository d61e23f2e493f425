// How soon a view is there, in Chromium: node paint.mjs URL. Prints for each view the first paint and when its content stood, the
// median of some visits, each in a new profile.
import { chromium } from "playwright-core";
import { findBrowser } from "./setup.mjs";

const VIEWS = { articles: ".articlerow", records: ".slot .evidence", positions: ".matrix td.full", timeline: ".plot canvas", network: ".graph[data-drawn]" };
const ROUNDS = 5;

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

async function measure(browser, url, content) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
  const page = await context.newPage();
  await page.goto(url, { waitUntil: "commit" });
  await page.locator(content).first().waitFor({ timeout: 60_000 });
  const times = await page.evaluate(() => ({
    paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN, content: performance.now(),
  }));
  await context.close();
  return times;
}

const executablePath = findBrowser();
if (!executablePath) {
  console.log("Chromium is not installed: first paint is not measured");
  process.exit(0);
}
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-quic", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"] });
for (const [view, content] of Object.entries(VIEWS)) {
  const times = [];
  for (let i = 0; i < ROUNDS; i++) times.push(await measure(browser, `${process.argv[2]}/${view}`, content));
  const show = (what) => `${Math.round(median(times.map((one) => one[what])))} ms`;
  console.log(`${view.padEnd(36)} first paint ${show("paint")}, content ${show("content")}`);
}
await browser.close();
