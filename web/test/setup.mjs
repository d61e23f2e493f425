// A store of the bundled articles, an English and a hostile one, the server over it, and a browser.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { english } from "./english.mjs";
import { hostile } from "./hostile.mjs";

const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export function findBrowser() {
  return BROWSERS.find((one) => existsSync(one)) ?? null;
}

export function hasServer(build) {
  try {
    execFileSync(path.join(build, "seimei"), ["serve", "--help"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

function makeStore(build, source, folder) {
  const store = path.join(folder, "test.db");
  const extra = path.join(folder, "extra.jsonl");
  writeFileSync(extra, [hostile, english].map((one) => JSON.stringify(one) + "\n").join(""));
  const articles = readdirSync(path.join(source, "articles")).filter((name) => name.endsWith(".jsonl"));
  const inputs = [...articles.map((name) => path.join(source, "articles", name)), extra];
  execFileSync(path.join(build, "seimei"), ["ingest", store, ...inputs], {
    stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, SEIMEI_PACK: path.join(build, "seimei.pack") },
  });
  return store;
}

// The server says its address when it listens.
function startServer(build, store) {
  const server = spawn(path.join(build, "seimei"), ["serve", store, "--port", "0"], {
    stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, SEIMEI_PACK: path.join(build, "seimei.pack") },
  });
  return new Promise((resolve, reject) => {
    let said = "";
    const listen = (bytes) => {
      said += bytes;
      const url = /http:\/\/(?:127\.0\.0\.1|localhost|\[::1\]):\d+/.exec(said);
      if (url) resolve({ server, url: url[0] });
    };
    server.stdout.on("data", listen);
    server.stderr.on("data", listen);
    server.on("exit", (code) => reject(new Error(`seimei serve ended with ${code}: ${said}`)));
    setTimeout(() => reject(new Error(`seimei serve did not listen: ${said}`)), 20_000).unref();
  });
}

export async function start({ build, source, url }) {
  if (url) return { url, images: path.join(build, "docs", "images"), stop: async () => {} };
  const folder = mkdtempSync(path.join(tmpdir(), "seimei-web-"));
  const images = path.join(build, "docs", "images");
  mkdirSync(images, { recursive: true });
  const running = await startServer(build, makeStore(build, source, folder));
  return {
    url: running.url,
    images,
    stop: async () => {
      running.server.removeAllListeners("exit");
      const ended = new Promise((resolve) => running.server.once("exit", resolve));
      running.server.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
