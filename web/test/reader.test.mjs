import assert from "node:assert/strict";
import { test } from "node:test";
import { api, noOverflow, PHONE, settled, visit } from "./browser.mjs";

async function summit() {
  const { documents } = await api("documents?words=" + encodeURIComponent("オリンピック"));
  return api("document/" + documents[0].id);
}

export function tests() {
  test("the words of every record are marked where they stand", async () => {
    const article = await summit();
    await visit("/articles/" + article.id, async (page) => {
      const marked = await page.evaluate(() => [...document.querySelectorAll(".passage")].map((one) => one.textContent).join("\n"));
      for (const entry of article.records) {
        const words = entry.type === "event" ? entry.trigger : entry.cue;
        assert.equal([...article.text].slice(words.begin, words.end).join(""), words.text);
      }
      for (const block of article.blocks.filter((one) => one.kind === "paragraph")) {
        assert.ok(marked.includes([...article.text].slice(block.begin, block.end).join("")));
      }
      assert.equal(await page.locator("[data-note]").count(), article.records.length);
    });
  });

  test("an English article has its words marked, and both languages of the page show it", async () => {
    const { documents } = await api("documents?words=tariffs&lang=en");
    assert.ok(documents.length > 0, "English words are found");
    const article = await api("document/" + documents[0].id);
    const event = article.records.find((one) => one.type === "event");
    assert.ok(event && article.records.some((one) => one.type === "statement"));
    for (const lang of ["en-GB", "ja-JP"]) {
      await visit(`/articles/${article.id}?at=${event.id.split("#")[1]}`, async (page) => {
        await page.locator(".lit-trigger").first().waitFor();
        assert.equal((await page.locator(".lit-trigger").allTextContents()).join(""), event.trigger.text);
        assert.equal(await page.locator(".reader").getAttribute("lang"), "en");
      }, { lang });
    }
  });

  test("pointing at either side lights the other", async () => {
    const article = await summit();
    const event = article.records.find((one) => one.type === "event" && one.recipient.length);
    await visit("/articles/" + article.id, async (page) => {
      const note = page.locator(`[data-note="${event.id}"]`);
      await note.hover();
      const lit = await page.locator(".seg.lit-trigger").allTextContents();
      assert.equal(lit.join(""), event.trigger.text);
      await page.locator("h1").first().hover();
      await page.locator(`.seg.head[data-record="${event.id}"]`).first().hover();
      assert.match(await note.getAttribute("class"), /active/);
    });
  });

  test("the focus lights a record as the pointer does", async () => {
    const article = await summit();
    await visit("/articles/" + article.id, async (page) => {
      await page.locator("[data-note] button").first().focus();
      assert.ok((await page.locator(".seg.lit").count()) > 0);
    });
  });

  test("a link to a record opens and shows it", async () => {
    const article = await summit();
    const event = article.records.filter((one) => one.type === "event").at(-1);
    await visit(`/articles/${article.id}?at=${event.id.split("#")[1]}`, async (page) => {
      await page.locator(".lit-trigger").first().waitFor();
      const box = await page.locator(".lit-trigger").first().boundingBox();
      assert.ok(box.y > 100 && box.y < 860, "the words are in sight");
      assert.ok(await page.locator(".details").getByText(event.rule).isVisible());
    });
  });

  test("a click on a sentence explains it, and Escape closes", async () => {
    const article = await summit();
    const event = article.records.find((one) => one.type === "event");
    await visit("/articles/" + article.id, async (page) => {
      await page.locator(`[data-sentence="${event.sentence.index}"]`).first().click({ position: { x: 4, y: 12 } });
      const panel = page.getByRole("dialog");
      await panel.getByText("Made a record").first().waitFor();
      assert.ok((await panel.textContent()).includes(event.rule));
      assert.match(page.url(), new RegExp(`why=${event.sentence.index}`));
      await page.keyboard.press("Escape");
      await panel.waitFor({ state: "detached" });
    });
  });

  test("records outside of the selection are dimmed and can be shown", async () => {
    const article = await summit();
    await visit(`/articles/${article.id}?quad=3`, async (page) => {
      await page.getByText(/records are in the selection/).waitFor();
      assert.ok((await page.locator(".record.dim").count()) > 0);
      await page.getByRole("button", { name: "Show all" }).click();
      assert.equal(await page.locator(".record.dim").count(), 0);
    });
  });

  test("overlapping records have lines of their own", async () => {
    const article = await summit();
    await visit("/articles/" + article.id, async (page) => {
      const most = await page.evaluate(() =>
        Math.max(...[...document.querySelectorAll(".seg")].map((one) => new Set(getComputedStyle(one).backgroundPosition.split(", ")).size)));
      assert.ok(most >= 2, `at most ${most} lines under a place`);
    });
  });

  test("groups of the margin stand at their sentence", async () => {
    const article = await summit();
    await visit("/articles/" + article.id, async (page) => {
      const off = await page.evaluate(() =>
        [...document.querySelectorAll(".block")].filter((one) => one.querySelector("[data-group]")).map((block) => {
          const group = block.querySelector("[data-group]");
          const line = block.querySelector(`[data-sentence="${group.dataset.group}"]`).getClientRects()[0];
          return Math.abs(group.getBoundingClientRect().top - line.top);
        }));
      assert.ok(off.every((one) => one < 24), String(off));
    });
  });

  test("the reader fits a phone", async () => {
    const article = await summit();
    await visit(`/articles/${article.id}?at=e1`, async (page) => {
      await settled(page);
      await noOverflow(page);
    }, { view: PHONE, lang: "ja-JP" });
  });
}
