import assert from "node:assert/strict";
import { test } from "node:test";
import { api, PHONE, settled, visit } from "./browser.mjs";

export function tests() {
  test("from a cell of the matrix to the sentence that says so", async () => {
    const { cells, issues, actors } = await api("positions?status=actual");
    const cell = cells[0];
    await visit("/positions", async (page) => {
      await page.locator(`[data-cell="${cell.issue} ${cell.actor}"]`).click();
      const panel = page.getByRole("dialog");
      await panel.locator(".card").first().waitFor();
      const filter = new URLSearchParams({ status: "actual", kind: "event", key: issues[cell.issue].key, actor: actors[cell.actor].code, stance: "any" });
      const { total, records } = await api("records?" + filter);
      assert.equal(total, cell.count);
      assert.equal(await panel.locator(".card").count(), Math.min(total, 20));
      await panel.getByRole("link", { name: "Read in the article" }).first().click();
      await page.waitForURL(/\/articles\//);
      await page.locator(".lit-trigger").first().waitFor();
      const lit = (await page.locator(".lit-trigger").allTextContents()).join("");
      assert.ok(records.some((one) => one.trigger.text === lit), lit);
    });
  });

  test("the arrows go through the matrix, Enter opens", async () => {
    const { cells } = await api("positions?status=actual");
    const cell = cells.find((one) => one.issue > 0 || one.actor > 0);
    await visit("/positions", async (page) => {
      const stops = page.locator(".matrix td[tabindex='0']");
      assert.equal(await stops.count(), 1);
      await stops.focus();
      for (let i = 0; i < cell.issue; i++) await page.keyboard.press("ArrowDown");
      for (let i = 0; i < cell.actor; i++) await page.keyboard.press("ArrowRight");
      assert.equal(await page.evaluate(() => document.activeElement.dataset.cell), `${cell.issue} ${cell.actor}`);
      await page.keyboard.press("Enter");
      await page.getByRole("dialog").waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      assert.equal(await page.evaluate(() => document.activeElement.dataset.cell), `${cell.issue} ${cell.actor}`);
    });
  });

  test("an opened cell is in the address", () =>
    visit("/positions", async (page) => {
      await page.locator(".matrix td.full").first().click();
      await page.waitForURL(/cell=/);
      const head = await page.getByRole("dialog").locator("h2").first().textContent();
      await page.reload();
      await settled(page);
      assert.equal(await page.getByRole("dialog").locator("h2").first().textContent(), head);
    }));

  test("a phone has the list, and can have the matrix", () =>
    visit("/positions", async (page) => {
      await page.locator(".stancelist .button").first().click();
      await page.getByRole("dialog").locator(".card").first().waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "表" }).click();
      await page.locator(".matrix").waitFor();
    }, { view: PHONE, lang: "ja-JP" }));

  test("what did not happen counts only when it is asked for", () =>
    visit("/positions", async (page) => {
      const asked = [];
      page.on("request", (request) => asked.push(request.url()));
      await page.getByRole("button", { name: /Count planned/ }).click();
      await page.waitForURL(/all=1/);
      await settled(page);
      assert.ok(asked.some((url) => url.includes("/api/positions") && !url.includes("status=")));
    }));
}
