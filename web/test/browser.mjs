// Pages that complain: an error on the console, an exception, a violation of the policy or a request to another host fails
// the test that opened the page.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";
import { findBrowser } from "./setup.mjs";

const FLAGS = [
  "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
  "--disable-sync", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-gpu-rasterization", "--disable-gpu-compositing",
];
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const DESKTOP = { width: 1280, height: 860 };
export const PHONE = { width: 360, height: 760 };

let browser;
let base;

export async function launch(url) {
  base = url;
  browser = await chromium.launch({ executablePath: findBrowser(), args: FLAGS });
}

export async function quit() {
  await browser?.close();
}

export async function api(path) {
  const response = await fetch(base + "/api/" + path);
  assert.equal(response.status, 200, path);
  return response.json();
}

// Requests of each page that have no answer yet.
const underWay = new WeakMap();

async function watch(page, complaints) {
  underWay.set(page, new Set());
  page.on("request", (request) => underWay.get(page).add(request));
  for (const end of ["requestfinished", "requestfailed"]) page.on(end, (request) => underWay.get(page).delete(request));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`exception: ${error.message}`));
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (origin !== base && protocol !== "data:" && protocol !== "blob:") complaints.push(`request: ${request.url()}`);
  });
  await page.exposeFunction("complain", (text) => complaints.push(text));
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => window.complain(`policy: ${event.violatedDirective} ${event.blockedURI}`));
  });
}

// Opens a path, gives the page to `use`, and fails on any complaint. `expected` are complaints that the test is about.
export async function visit(path, use, { view = DESKTOP, scheme = "light", lang = "en-GB", expected = null } = {}) {
  const context = await browser.newContext({ viewport: view, colorScheme: scheme, locale: lang, reducedMotion: "reduce", acceptDownloads: true });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const complaints = [];
  await watch(page, complaints);
  try {
    await page.goto(base + path, { waitUntil: "load" });
    await settled(page);
    await use(page);
  } finally {
    await context.close();
  }
  assert.deepEqual(expected ? complaints.filter((one) => !expected.test(one)) : complaints, []);
}

const isQuiet = () => document.querySelector("main") && !document.querySelector(".skeleton, .waiting");

// Nothing is being waited for any more: asked twice with a frame between, because an answer may lead to another question.
export async function settled(page) {
  for (let calm = 0; calm < 2; ) {
    await page.waitForFunction(isQuiet);
    await page.evaluate(() => new Promise((go) => requestAnimationFrame(() => setTimeout(go, 30))));
    calm = underWay.get(page).size === 0 && (await page.evaluate(isQuiet)) ? calm + 1 : 0;
  }
}

export async function noOverflow(page) {
  const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(wide <= room, `the page is ${wide}px wide in a window of ${room}px`);
}

// `rules` are those to look at, where not all.
export async function accessible(page, where, rules = null) {
  await page.evaluate(axe);
  const options = { resultTypes: ["violations"], ...(rules ? { runOnly: { type: "rule", values: rules } } : {}) };
  const { violations } = await page.evaluate((given) => window.axe.run(document, given), options);
  const serious = violations.filter((one) => one.impact === "serious" || one.impact === "critical");
  const text = serious.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.target.join(" ") + " " + node.failureSummary).join(" | ")}`);
  assert.deepEqual(text, [], where);
}
