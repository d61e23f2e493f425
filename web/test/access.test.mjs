import { test } from "node:test";
import { accessible, api, PHONE, visit } from "./browser.mjs";

export function tests() {
  const places = async () => {
    const { documents } = await api("documents?limit=1&sort=records&quad=3");
    return ["/articles", `/articles/${documents[0].id}?at=e1`, `/articles/${documents[0].id}?why=0`, "/records", "/positions", "/timeline?split=dyad",
      "/timeline?form=table", "/network", "/network?form=table", "/records?party=RUS,CHN&since=2022-01-01"];
  };
  test("axe has no serious finding", async () => {
    for (const path of await places()) await visit(path, (page) => accessible(page, path));
  });
  test("contrast is enough in the dark", async () => {
    for (const path of await places()) await visit(path, (page) => accessible(page, path, ["color-contrast"]), { scheme: "dark" });
  });
  test("axe has no serious finding on a phone in Japanese", async () => {
    for (const path of (await places()).slice(0, 6)) await visit(path, (page) => accessible(page, path), { view: PHONE, lang: "ja-JP" });
  });
  test("axe has no serious finding in panels and lists that are open", async () => {
    await visit("/positions", async (page) => {
      await page.locator(".matrix td.full").first().click();
      await page.getByRole("dialog").locator(".card").first().waitFor();
      await accessible(page, "cell");
    });
    await visit("/records", async (page) => {
      await page.getByRole("button", { name: "Export" }).click();
      await accessible(page, "export");
      await page.getByRole("combobox", { name: /Filter by/ }).fill("a");
      await page.locator(".suggestions [role=option]").first().waitFor();
      await accessible(page, "suggestions");
    });
  });
}
