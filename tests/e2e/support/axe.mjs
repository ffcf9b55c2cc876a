// Accessibility: runs axe-core in an open page and fails with what it found, readably.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const source = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * Asserts that axe finds nothing wrong in `page` (or the part of it matching `within`).
 * @param {object} page
 * @param {{within?: string, rules?: Record<string, {enabled: boolean}>}} [options]
 */
export async function assertAccessible(page, { within, rules = {} } = {}) {
  // Evaluated, not added as a script: the page's own security policy would forbid that.
  await page.evaluate(`if (!window.axe) { ${await source} }`);
  const violations = await page.evaluate(
    async ([target, rules]) => {
      const results = await window.axe.run(target ?? document, { resultTypes: ["violations"], rules });
      return results.violations;
    },
    [within, rules],
  );
  if (violations.length) assert.fail(`axe found:\n${violations.map(describe).join("\n")}`);
}

function describe({ id, impact, help, nodes }) {
  const places = nodes.map(({ target, failureSummary }) => {
    const why = failureSummary.split("\n").slice(1).map((line) => line.trim());
    return `    ${target.join(" ")}: ${why.join("; ")}`;
  });
  return `  ${id} (${impact}): ${help}\n${places.join("\n")}`;
}
