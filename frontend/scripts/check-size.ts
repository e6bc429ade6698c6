/** Fails when what a first visit must load of JavaScript, gzipped, is larger than promised. */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const LIMIT_KB = 250;
const DIST = new URL("../dist/", import.meta.url);

type Chunk = { file: string; isEntry?: boolean; imports?: string[] };
const manifest: Record<string, Chunk> = JSON.parse(
  readFileSync(new URL(".vite/manifest.json", DIST), "utf8"),
);

function initial(name: string, seen = new Set<string>()): Set<string> {
  const chunk = manifest[name];
  if (!chunk || seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const next of chunk.imports ?? []) initial(next, seen);
  return seen;
}

const entries = Object.keys(manifest).filter((name) => manifest[name]?.isEntry);
const files = entries.flatMap((entry) => [...initial(entry)]);
const kb = files.reduce((sum, file) => sum + gzipSync(readFileSync(new URL(file, DIST))).length, 0) / 1000;
console.log(
  `Initial JavaScript: ${kb.toFixed(1)} kB gzipped in ${files.length} files, of ${LIMIT_KB} kB allowed.`,
);
if (files.length === 0 || kb > LIMIT_KB) process.exit(1);
