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

export function tests() {
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
