// The page is left, crashes or is killed while something is being written: the short form of
// `make soak`. More of the same by the environment, for example CLAIMLIGHT_KILLS=100.
import assert from "node:assert/strict";
import { test } from "node:test";
import { crashes, typing } from "../soak/crashes.mjs";
import { kills } from "../soak/kills.mjs";
import { leaving, slow } from "../soak/leaving.mjs";

const times = (name, short) => Number(process.env[`CLAIMLIGHT_${name}`] ?? short);

// Fifty edits in all that the page goes away from, some on a slow computer, and ten kills.
for (const [what, run, count] of [
  ["left within 10 ms of an edit", leaving, times("LEAVINGS", 14)],
  ["left within 10 ms of an edit on a slow computer", slow, times("SLOW", 3)],
  ["crashed in mid-write", crashes, times("CRASHES", 8)],
  ["crashed while somebody types", typing, times("TYPING", 14)],
  ["killed in mid-write", kills, times("KILLS", 10)],
]) {
  test(`nothing is lost and nothing hangs when the page is ${what}`, async (t) => {
    for (const result of await run(count)) {
      t.diagnostic(JSON.stringify(result));
      assert.equal(result.lost, 0, `${result.what}: lost ${result.losses?.join("; ")}`);
      assert.equal(result.hung, 0, `${result.what}: hung`);
      if ("edits" in result) assert.ok(result.acknowledged > count, "something was shown as saved, again and again");
    }
  });
}
