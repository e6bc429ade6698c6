/** Writes a gzip and a Brotli copy beside each text of the build: the server sends them, it does not compress itself. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";

const DIST = new URL("../dist/", import.meta.url);

for (const name of readdirSync(DIST, { recursive: true, encoding: "utf8" })) {
  if (!/\.(js|css|svg)$/.test(name)) continue;
  const plain = readFileSync(new URL(name, DIST));
  writeFileSync(new URL(`${name}.gz`, DIST), gzipSync(plain, { level: 9 }));
  writeFileSync(new URL(`${name}.br`, DIST), brotliCompressSync(plain));
}
