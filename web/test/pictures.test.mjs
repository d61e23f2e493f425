// Pictures of every view for the documentation, at desktop and phone width, in both schemes.
import assert from "node:assert/strict";
import { mkdirSync, statSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { api, DESKTOP, PHONE, visit } from "./browser.mjs";

export function tests({ images }) {
  test("pictures are taken", async () => {
    mkdirSync(images, { recursive: true });
    const { documents } = await api("documents?words=" + encodeURIComponent("オリンピック"));
    const views = {
      articles: "/articles", reader: `/articles/${documents[0].id}?at=e3`, records: "/records", positions: "/positions",
      timeline: "/timeline", network: "/network",
    };
    for (const [name, place] of Object.entries(views)) {
      for (const [size, view] of [["desktop", DESKTOP], ["phone", PHONE]]) {
        for (const scheme of ["light", "dark"]) {
          const file = path.join(images, `${name}-${size}-${scheme}.png`);
          await visit(place, async (page) => {
            await page.waitForTimeout(300);
            await page.screenshot({ path: file });
          }, { view, scheme, lang: size === "phone" ? "ja-JP" : "en-GB" });
          assert.ok(statSync(file).size > 8_000, file);
        }
      }
    }
  });
}
