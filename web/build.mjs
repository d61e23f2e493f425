// Bundles the page: node build.mjs [--out FOLDER] [--watch]. Every file of the folder is served as it is.
import { build, context } from "esbuild";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";

const args = process.argv.slice(2);
const out = path.resolve(args.includes("--out") ? args[args.indexOf("--out") + 1] : "dist");
const here = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);

// Views that bring large libraries are chunks of their own, so that the first paint does not wait for them.
const options = {
  absWorkingDir: here,
  entryPoints: { app: "src/main.tsx" },
  outdir: out,
  bundle: true,
  splitting: true,
  format: "esm",
  target: ["es2022", "chrome110", "firefox115", "safari16"],
  chunkNames: "[name]-[hash]",
  jsx: "automatic",
  jsxImportSource: "preact",
  minify: !args.includes("--watch"),
  legalComments: "none",
  charset: "utf8",
  preserveSymlinks: true,
  logLevel: "warning",
};

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
for (const name of await readdir(path.join(here, "static"))) {
  await cp(path.join(here, "static", name), path.join(out, name));
}
if (args.includes("--watch")) await (await context(options)).watch();
else await writeLicences((await build({ ...options, metafile: true })).metafile);

// The licence of every package that went into the bundle goes with it.
async function writeLicences(metafile) {
  const packages = new Set();
  for (const input of Object.keys(metafile.inputs)) {
    const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (found) packages.add(found[1]);
  }
  const parts = [];
  for (const name of [...packages].sort()) {
    const folder = path.join(here, "node_modules", name);
    const { version } = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
    const file = (await readdir(folder)).find((one) => /^licen[cs]e/i.test(one));
    if (!file) throw new Error(`${name} has no licence file`);
    parts.push(`${name} ${version}\n\n${(await readFile(path.join(folder, file), "utf8")).trim()}\n`);
  }
  await writeFile(path.join(out, "licences.txt"), parts.join("\n" + "-".repeat(80) + "\n\n"));
}
