// End-to-end tests of the page: node run.mjs BUILD [--source FOLDER] [--url URL]. Leaves with 77 where a browser is missing.
import path from "node:path";
import { after, suite } from "node:test";
import { findBrowser, hasServer, start } from "./setup.mjs";

const [build, ...rest] = process.argv.slice(2);
const option = (name) => (rest.includes(name) ? rest[rest.indexOf(name) + 1] : undefined);

function skip(reason) {
  console.log(`skipped: ${reason}`);
  process.exit(77);
}

if (!findBrowser()) skip("Chromium is not installed (Debian: chromium)");
if (!option("--url") && !hasServer(build)) skip("the command has no `serve`");

const { launch, quit } = await import("./browser.mjs");
const server = await start({ build, source: option("--source") ?? path.join(import.meta.dirname ?? ".", "..", ".."), url: option("--url") });
await launch(server.url);
after(async () => {
  await quit();
  await server.stop();
});

const SUITES = ["frame", "reader", "records", "positions", "timeline", "network", "hostile", "access", "pictures"];
const suites = await Promise.all((option("--only")?.split(",") ?? SUITES).map((name) => import(`./${name}.test.mjs`)));

// Each test has a browser context of its own; some wait while others draw.
suite("page", { concurrency: 3 }, () => {
  for (const { tests } of suites) tests(server);
});
