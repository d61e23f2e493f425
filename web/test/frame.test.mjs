import assert from "node:assert/strict";
import { test } from "node:test";
import { noOverflow, PHONE, settled, visit } from "./browser.mjs";

const VIEWS = ["/articles", "/records", "/positions", "/timeline", "/network"];

export function tests() {
  test("the language follows the browser and the switch, and is kept", () =>
    visit("/", async (page) => {
      assert.equal(await page.locator("h1").textContent(), "Articles");
      assert.equal(await page.locator("html").getAttribute("lang"), "en");
      await page.getByRole("button", { name: "日本語" }).click();
      assert.equal(await page.locator("h1").textContent(), "記事");
      await page.reload();
      await settled(page);
      assert.equal(await page.locator("html").getAttribute("lang"), "ja");
      assert.match(await page.title(), /記事/);
    }));

  test("a Japanese browser gets Japanese", () =>
    visit("/positions", async (page) => assert.equal(await page.locator("h1").textContent(), "立場"), { lang: "ja-JP" }));

  test("colours follow the system and the switch", () =>
    visit("/", async (page) => {
      const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const dark = await ground();
      await page.getByLabel("Colours").selectOption("light");
      const light = await ground();
      assert.notEqual(dark, light);
      await page.reload();
      await settled(page);
      assert.equal(await ground(), light);
    }, { scheme: "dark" }));

  test("a filter is chosen with the keyboard, stands in the address and goes along to every view", () =>
    visit("/records", async (page) => {
      const field = page.getByRole("combobox", { name: /Filter by/ });
      await field.fill("RUS");
      await page.getByRole("option", { name: /RUS/ }).first().waitFor();
      await page.waitForTimeout(200); // typing is asked for after a pause
      await settled(page);
      const options = await page.locator(".suggestions").getByRole("option").allTextContents();
      const wanted = options.findIndex((text) => text.includes("RUS ·"));
      assert.ok(wanted >= 0, `Russia is suggested: ${options}`);
      for (let i = 0; i < wanted; i++) await field.press("ArrowDown");
      await field.press("Enter");
      await page.waitForURL(/party=RUS/);
      await settled(page);
      for (const view of ["Articles", "Positions", "Timeline", "Network"]) {
        await page.getByRole("navigation").getByRole("link", { name: view }).click();
        await page.waitForURL(/party=RUS/);
        await settled(page);
      }
    }));

  test("back and forward go through the selections", () =>
    visit("/records?party=RUS", async (page) => {
      const status = page.locator(".viewhead");
      const filtered = await status.textContent();
      await page.getByRole("button", { name: /^Remove/ }).click();
      await page.waitForURL((url) => !url.search.includes("party"));
      await settled(page);
      const all = await status.textContent();
      assert.notEqual(all, filtered);
      await page.goBack();
      await settled(page);
      assert.match(page.url(), /party=RUS/);
      assert.equal(await status.textContent(), filtered);
      await page.goForward();
      await settled(page);
      assert.equal(await status.textContent(), all);
    }));

  test("the role of an actor can be changed on its chip", () =>
    visit("/records?party=RUS", async (page) => {
      await page.getByLabel(/^Role of/).selectOption("recipient");
      await page.waitForURL(/recipient=RUS/);
      assert.ok(!page.url().includes("party="));
    }));

  test("the skip link leads to the content", () =>
    visit("/records", async (page) => {
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      assert.equal(await page.evaluate(() => document.activeElement.id), "main");
    }));

  test("an empty selection says so and can be cleared", () =>
    visit("/records?words=%E3%81%82%E3%82%8A%E3%81%88%E3%81%AA%E3%81%84%E8%AA%9E", async (page) => {
      assert.ok(await page.getByText("Nothing matches this selection").isVisible());
      await page.locator("main").getByRole("button", { name: "Clear" }).click();
      await page.locator(".records .slot").first().waitFor();
    }));

  test("an error of the server is told, with a way on", () =>
    visit("/records?type=NOSUCH", async (page) => {
      assert.ok(await page.getByRole("alert").isVisible());
      assert.ok(await page.getByRole("button", { name: "Try again" }).isVisible());
    }, { expected: /status of 400/ }));

  test("an unknown path leads back", () =>
    visit("/nowhere", async (page) => assert.ok(await page.getByText("There is no such page").isVisible())));

  for (const view of VIEWS) {
    test(`${view} fits a phone in both languages`, async () => {
      await visit(view, noOverflow, { view: PHONE });
      await visit(view, noOverflow, { view: PHONE, lang: "ja-JP" });
    });
  }
}
