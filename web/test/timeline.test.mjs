import assert from "node:assert/strict";
import { test } from "node:test";
import { api, settled, visit } from "./browser.mjs";

export function tests() {
  test("dragging over a chart chooses a time", () =>
    visit("/timeline?by=year", async (page) => {
      const plot = await page.locator(".plot .u-over").first().boundingBox();
      await page.mouse.move(plot.x + plot.width * 0.25, plot.y + 40);
      await page.mouse.down();
      await page.mouse.move(plot.x + plot.width * 0.6, plot.y + 60, { steps: 8 });
      await page.mouse.up();
      await page.waitForURL(/since=\d{4}-01-01&until=\d{4}-12-31/);
      await settled(page);
      assert.match(await page.getByLabel("From", { exact: true }).inputValue(), /^\d{4}-01-01$/);
      await page.locator(".flow").first().waitFor();
    }));

  test("lines can be pairs, and the address says so", () =>
    visit("/timeline", async (page) => {
      await page.getByLabel("Lines").selectOption("dyad");
      await page.waitForURL(/split=dyad/);
      await settled(page);
      assert.ok((await page.locator(".flow").count()) > 1);
      assert.match(await page.locator(".flow h2").first().textContent(), /→/);
    }));

  test("the table has the numbers of the server", async () => {
    const { series, periods } = await api("timeline?status=actual&by=year&split=none&series=6");
    await visit("/timeline?by=year&form=table", async (page) => {
      const rows = await page.locator(".numbers tbody tr").count();
      assert.equal(rows, periods.filter((_, i) => series[0].counts[i] > 0).length);
      const totals = await page.locator(".numbers tbody tr td:nth-child(6)").allTextContents();
      assert.equal(totals.reduce((sum, one) => sum + Number(one), 0), series[0].events);
    });
  });

  test("a type of the rows selects it", () =>
    visit("/timeline", async (page) => {
      await page.locator(".bytype a").first().click();
      await page.waitForURL(/type=[A-Z]+/);
      await settled(page);
      assert.equal(await page.locator(".bytype tr").count(), 1);
    }));
}
