import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { api, settled, visit } from "./browser.mjs";

export function tests() {
  test("Japanese words are searched from the field", () =>
    visit("/records", async (page) => {
      const field = page.getByRole("combobox", { name: /絞り込む/ });
      await field.fill("大麦");
      await page.getByRole("option", { name: /記事の中の語/ }).waitFor();
      await field.press("Enter");
      await page.waitForURL(/words=/);
      await settled(page);
      const { total } = await api("records?words=" + encodeURIComponent("大麦"));
      assert.ok(total > 0);
      assert.equal(await page.locator(".records").getAttribute("aria-rowcount"), String(total + 1));
      for (const title of await page.locator(".c-source a").allTextContents()) assert.match(title, /大麦/);
    }, { lang: "ja-JP" }));

  test("only rows that are seen are drawn, and scrolling brings the others", () =>
    visit("/records", async (page) => {
      const { total } = await api("records?limit=1");
      const drawn = await page.locator(".records .slot").count();
      assert.ok(drawn < total, `${drawn} of ${total} rows`);
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      await page.locator(`.records [aria-rowindex="${total + 1}"] a`).first().waitFor();
    }));

  test("a head of a column sorts", () =>
    visit("/records", async (page) => {
      await page.getByRole("columnheader", { name: "Score" }).getByRole("button").click();
      await page.waitForURL(/sort=conflict/);
      await settled(page);
      const scores = (await page.locator(".slot .c-score").allTextContents()).map((text) => Number(text.replace("\u2212", "-")));
      assert.deepEqual(scores, [...scores].sort((a, b) => a - b));
      assert.ok(scores.length > 5);
      await page.getByRole("columnheader", { name: "Score" }).getByRole("button").click();
      await page.waitForURL(/sort=cooperation/);
    }));

  test("kinds can be chosen", () =>
    visit("/records", async (page) => {
      await page.getByRole("button", { name: "Statements" }).click();
      await page.waitForURL(/kind=statement/);
      await settled(page);
      assert.equal(await page.locator(".slot .what:not(.say)").count(), 0);
    }));

  test("the selection is downloaded", () =>
    visit("/records?party=RUS&kind=event", async (page) => {
      await page.getByRole("button", { name: "Export" }).click();
      const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "jsonl" }).first().click()]);
      const lines = readFileSync(await download.path(), "utf8").trim().split("\n").map((line) => JSON.parse(line));
      const { total } = await api("records?party=RUS&kind=event&limit=1");
      assert.equal(lines.length, total);
      for (const one of lines) assert.ok([...one.actor, ...one.recipient].some((actor) => actor.code === "RUS"));
    }));

  test("the selection is downloaded in every format", () =>
    visit("/records?party=CHN", async (page) => {
      const { formats } = await api("info");
      await page.getByRole("button", { name: "Export" }).click();
      const links = await page.locator(".menubox .links a").all();
      assert.equal(links.length, formats.length + formats.filter((one) => one.statements).length);
      for (const link of links) {
        const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
        const format = new URL(download.url()).searchParams.get("format");
        const bytes = readFileSync(await download.path());
        assert.match(download.suggestedFilename(), /^seimei/);
        assert.ok(bytes.length > 100, format);
        if (format === "csv") assert.match(bytes.toString(), /CHN/);
      }
    }));

  test("a row leads to the words in the article", () =>
    visit("/records?type=ACCUSE", async (page) => {
      await page.locator(".slot .c-sentence").first().click();
      await page.waitForURL(/\/articles\/.*at=e\d+/);
      await page.locator(".lit-trigger").first().waitFor();
    }));
}
