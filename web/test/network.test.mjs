import assert from "node:assert/strict";
import { test } from "node:test";
import { api, settled, visit } from "./browser.mjs";

export function tests() {
  test("the graph draws every actor, in the same place each time", () =>
    visit("/network", async (page) => {
      const { nodes } = await api("network?status=actual&nodes=60&edges=360");
      const graph = page.locator(".graph[data-drawn]");
      assert.equal(await graph.getAttribute("data-drawn"), String(nodes.length));
      await page.waitForTimeout(500);
      const first = await page.locator(".graph").screenshot();
      await page.reload();
      await settled(page);
      await page.waitForTimeout(500);
      assert.ok(first.equals(await page.locator(".graph").screenshot()));
    }));

  test("a link of the table opens its evidence", async () => {
    const { edges, nodes } = await api("network?status=actual&nodes=60&edges=360");
    await visit("/network?form=table", async (page) => {
      const rows = page.locator(".numbers tbody tr");
      assert.equal(await rows.count(), edges.length);
      await rows.first().getByRole("button", { name: "Evidence" }).click();
      const panel = page.getByRole("dialog");
      await panel.locator(".card").first().waitFor();
      assert.match(page.url(), new RegExp(`link=${nodes[edges[0].source].code}`));
      assert.match(await panel.locator(".note").nth(1).textContent(), new RegExp(`^${edges[0].count} record`));
    });
  });

  test("a click on an actor opens what it does and suffers", async () => {
    await visit("/network?nodes=20", async (page) => {
      await page.waitForTimeout(500);
      const box = await page.locator(".graph").boundingBox();
      // Actors are where the pointer turns into a hand.
      await page.locator(".graph").hover();
      const found = await page.evaluate(() => document.querySelector(".graph").dataset.first);
      const [x, y] = found.split(" ").map(Number);
      await page.mouse.move(box.x + x, box.y + y);
      await page.waitForTimeout(200);
      await page.mouse.click(box.x + x, box.y + y);
      await page.waitForURL(/link=/);
      await page.getByRole("dialog").locator(".card").first().waitFor();
    });
  });

  test("classes can be left out", () =>
    visit("/network?form=table", async (page) => {
      await page.locator(".quadtoggles").getByRole("button", { name: "Verbal cooperation" }).click();
      await page.waitForURL(/quads=2,3,4|quads=2%2C3%2C4/);
      assert.equal(await page.locator(".numbers tbody .quad1").count(), 0);
      assert.ok((await page.locator(".numbers tbody tr").count()) > 0);
    }));
}
