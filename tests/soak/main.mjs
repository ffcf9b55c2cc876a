// Runs the full numbers and prints them as a table. Arguments name some of the trials, each with a
// number of its own if wanted: `kills=10 tabs`.
import { browsers } from "./browsers.mjs";
import { crashes, typing } from "./crashes.mjs";
import { kills } from "./kills.mjs";
import { leaving, slow } from "./leaving.mjs";
import { power } from "./power.mjs";
import { tabs } from "./tabs.mjs";

const TRIALS = {
  leaving: [leaving, 40],
  slow: [slow, 40],
  crashes: [crashes, 50],
  typing: [typing, 50],
  kills: [kills, 100],
  power: [power, 20],
  tabs: [tabs, 500],
  browsers: [browsers, 40],
};

const asked = process.argv.slice(2).map((argument) => argument.split("="));
const wrong = asked.find(([name, count]) => !TRIALS[name] || (count && !(Number(count) > 0)));
if (wrong) {
  console.error(`There is no trial “${wrong.join("=")}”. There are: ${Object.keys(TRIALS).join(", ")}; each may say =number.`);
  process.exit(2);
}

const rows = [];
for (const [name, count] of asked.length ? asked : Object.keys(TRIALS).map((name) => [name])) {
  const [run, full] = TRIALS[name];
  const began = Date.now();
  console.log(`${name} …`);
  for (const result of await run(Number(count ?? full))) {
    rows.push(result);
    // At once: a later trial may end the run.
    console.log(JSON.stringify(result));
  }
  console.log(`${name}: ${Math.round((Date.now() - began) / 1000)} s`);
}

const COLUMNS = {
  trial: ({ what }) => what,
  times: ({ times, skipped }) => (skipped ? `skipped: ${skipped}` : String(times)),
  lost: ({ lost }) => String(lost),
  hung: ({ hung }) => String(hung),
  "edits shown as saved": ({ acknowledged }) => String(acknowledged ?? ""),
  "made, not yet saved": ({ unsaved }) => String(unsaved ?? ""),
  "of these, missing": ({ unsavedLost }) => String(unsavedLost ?? ""),
  remarks: ({ moment, differ, controlLost, late }) =>
    [
      late && `${late} there within seconds, not at once`,
      moment !== undefined && `both show both after ${moment} ms`,
      differ && "the tabs differ",
      controlLost !== undefined && `control: ${controlLost} writes of the default durability lost`,
    ].filter(Boolean).join("; "),
};
const table = [Object.keys(COLUMNS), ...rows.map((row) => Object.values(COLUMNS).map((cell) => cell(row)))];
const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
const line = (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(" | ")} |`;
console.log([line(table[0]), line(widths.map((width) => "-".repeat(width))), ...table.slice(1).map(line)].join("\n"));
if (rows.some(({ lost, hung, differ, skipped }) => !skipped && (lost || hung || differ))) process.exitCode = 1;
