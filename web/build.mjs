// Bundles the page: node build.mjs [--out FOLDER] [--watch]. Every file of the folder is served as it is.
import { build, context } from "esbuild";
import { cp, mkdir, readdir, rm } from "node:fs/promises";
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
else await build(options);
