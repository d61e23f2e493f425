import assert from "node:assert/strict";
import { test } from "node:test";
import { api, visit } from "./browser.mjs";
import { hostile, HOSTILE_TITLE } from "./hostile.mjs";

async function hostileId() {
  const { documents } = await api("documents?publisher=" + encodeURIComponent(hostile.publisher));
  assert.equal(documents.length, 1);
  return documents[0].id;
}

async function harmless(page) {
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.equal(await page.locator("main script, main img, main iframe, main b[onmouseover]").count(), 0);
  assert.equal(await page.locator('a[href^="javascript:"]').count(), 0);
}

export function tests({ url }) {
  test("markup of an article is shown as text in the reader", async () => {
    await visit("/articles/" + (await hostileId()), async (page) => {
      assert.equal(await page.locator("h1").first().textContent(), HOSTILE_TITLE);
      const text = await page.locator(".reader").textContent();
      for (const line of hostile.text.split("\n").slice(2)) {
        const shown = await page.evaluate(() => [...document.querySelectorAll(".passage")].map((one) => one.textContent).join("\n"));
        assert.ok(shown.includes(line), line);
      }
      assert.ok(text.includes("{{7*7}}"));
      assert.ok((await page.title()).startsWith(HOSTILE_TITLE));
      await page.locator("[data-note] button").first().click();
      await harmless(page);
    });
  });

  // Whatever stands in an address is looked up or shown as text; the page stays, and so does its way on.
  const MARKUP = `"><script>window.hacked=9</script><img src=x onerror="window.hacked=10">`;
  const bad = encodeURIComponent(MARKUP);
  const PLACES = [
    `/articles/${encodeURIComponent("<script>")}`, "/articles/..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/etc/passwd", `/${encodeURIComponent("<script>")}`,
    "/articles//evil.example/",
  ];
  // What cannot be read as an address at all.
  const REFUSED = [
    "/articles/%00", "/articles/%E4%B8", "/records?words=%E4%B8", "/records?%=%&&==&words", `/records?words=${"x".repeat(3000)}`, `/articles/${bad}`, "/none.js",
  ];
  // Fields that take any text, then those whose value is refused with a message that repeats it.
  const SELECTIONS = [
    ["words", "about", "publisher", "issue", "key", "doc", "lang"].map((field) => `${field}=${bad}`).join("&"),
    ...["party", "type", "since", "unknown"].map((field) => `${field}=${bad}`),
  ];
  const STATES = [
    `/records?sort=${bad}`, `/positions?cell=${bad}&form=${bad}`, `/timeline?by=${bad}&split=${bad}`, `/network?nodes=${bad}&quads=${bad}&link=${bad}`,
  ];
  const silent = { expected: /status of 4\d\d|Failed to load resource/ };

  test("paths that are none lead back", async () => {
    for (const place of PLACES) await visit(place, harmless, silent);
  });

  test("addresses that cannot be read are refused in JSON", async () => {
    for (const place of REFUSED) {
      const response = await fetch(url + place);
      assert.ok(response.status === 400 || response.status === 404, place);
      assert.match(response.headers.get("content-type"), /^application\/json/);
      assert.ok((await response.json()).error.message);
    }
  });

  test("markup in every field of the selection is text", async () => {
    for (const selection of SELECTIONS) await visit(`/records?${selection}`, harmless, silent);
  });

  test("settings of views that are none are the usual ones, or told", async () => {
    for (const place of STATES) await visit(place, harmless, silent);
    const id = await hostileId();
    for (const view of [`at=${bad}`, `why=${bad}`, "why=99999999999", "why=-1", `marks=${bad}`, "at=e99999"]) {
      await visit(`/articles/${id}?${view}`, harmless, silent);
    }
  });

  test("marks stand on the right words behind letters outside of the basic plane", async () => {
    const article = await api("document/" + (await hostileId()));
    const event = article.records.find((one) => one.type === "event" && one.event[0] === "CONSULT");
    assert.ok(event, "the call is an event");
    await visit(`/articles/${article.id}?at=${event.id.split("#")[1]}`, async (page) => {
      await page.locator(".lit-trigger").first().waitFor();
      assert.equal((await page.locator(".lit-trigger").allTextContents()).join(""), event.trigger.text);
    });
  });

  test("markup is text in lists, chips and panels", async () => {
    const query = "?publisher=" + encodeURIComponent(hostile.publisher);
    for (const path of ["/articles", "/records", "/positions", "/timeline?split=publisher", "/network?form=table"]) {
      await visit(path + (path.includes("?") ? query.replace("?", "&") : query), harmless);
    }
    await visit("/records?words=" + encodeURIComponent("<script>alert(1)</script>") + "&publisher=" + encodeURIComponent(hostile.publisher), harmless);
  });
}
