// One command per line of JSON on standard input, one answer per line on standard output.
import { createInterface } from "node:readline";
import { dialects } from "./dialects.mjs";
import { Load } from "./phases.mjs";

const load = new Load(dialects[process.argv[2]]);

for await (const line of createInterface({ input: process.stdin })) {
  const { phase, ...settings } = JSON.parse(line);
  const answer = await load[phase](settings).catch((error) => ({ error: String(error.message ?? error) }));
  console.log(JSON.stringify(answer));
}
process.exit();
