// Pictures of every view for the documentation, at desktop and phone width, in both schemes, and on paper.
import assert from "node:assert/strict";
import { mkdirSync, statSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { api, DESKTOP, PHONE, visit } from "./browser.mjs";

const VIEWS = ["articles", "reader", "english", "why", "records", "positions", "cell", "timeline", "network"];
const SIZES = [["desktop", DESKTOP, "en-GB"], ["phone", PHONE, "ja-JP"]];

async function articleWith(words) {
  const { documents } = await api("documents?words=" + encodeURIComponent(words));
  return documents[0].id;
}

const PLACES = {
  reader: async () => `/articles/${await articleWith("オリンピック")}?at=e3`,
  why: async () => `/articles/${await articleWith("オリンピック")}?why=1`,
  english: async () => `/articles/${await articleWith("tariffs Geneva")}`,
  cell: async () => {
    const { cells, actors, issues } = await api("positions?status=actual");
    return "/positions?cell=" + encodeURIComponent(`${actors[cells[0].actor].code} ${issues[cells[0].issue].key}`);
  },
};

// The pictures of README.md: `make pictures` takes them and copies them to docs/images.
const SHOWN = { reader: PLACES.reader, positions: async () => "/positions" };
const MOST_BYTES = 200_000;

export function tests({ images }) {
  mkdirSync(images, { recursive: true });
  for (const [name, place] of Object.entries(SHOWN)) {
    test(`picture of ${name} for the README`, async () => {
      const file = path.join(images, `readme-${name}.png`);
      await visit(await place(), async (page) => {
        await page.waitForTimeout(300);
        await page.screenshot({ path: file });
      }, { view: { width: 1120, height: 660 } });
      assert.ok(statSync(file).size < MOST_BYTES, `${file} has ${statSync(file).size} bytes`);
    });
  }
  for (const view of VIEWS) {
    for (const [size, viewport, lang] of SIZES) {
      for (const scheme of ["light", "dark"]) {
        test(`picture of ${view}, ${size}, ${scheme}`, async () => {
          const place = PLACES[view] ? await PLACES[view]() : "/" + view;
          const file = path.join(images, `${view}-${size}-${scheme}.png`);
          await visit(place, async (page) => {
            await page.waitForTimeout(300);
            await page.screenshot({ path: file });
          }, { view: viewport, scheme, lang });
          assert.ok(statSync(file).size > 8_000, file);
        });
      }
    }
    test(`${view} on paper`, async () => {
      const place = PLACES[view] ? await PLACES[view]() : "/" + view;
      await visit(place, async (page) => {
        await page.emulateMedia({ media: "print" });
        await page.waitForTimeout(300);
        const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        assert.equal(ground, "rgb(255, 255, 255)", "paper is white, whatever the screen");
        assert.equal(await page.locator(".filterbar").isVisible(), false);
        await page.screenshot({ path: path.join(images, `${view}-paper.png`), fullPage: true });
        assert.ok((await page.pdf({ format: "A4" })).length > 8_000);
      }, { view: { width: 794, height: 1123 }, scheme: "dark" });
    });
  }
}
