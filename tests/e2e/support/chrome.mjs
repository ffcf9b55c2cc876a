// Starts the Chrome or Chromium that scripts/find-chrome found; headless, offline by habit.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export { chromium };

let found;

/** Where it is. */
export function executable() {
  if (!found) {
    try {
      found = execFileSync(fileURLToPath(new URL("../../../scripts/find-chrome", import.meta.url)), {
        encoding: "utf8",
      }).trim();
    } catch {
      throw new Error("No Chrome or Chromium was found. Run: make setup (or set CHROME to its path)");
    }
  }
  return found;
}

// No sandbox: containers and root have none. The pages are our own.
export const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const options = () => ({ executablePath: executable(), headless: true, args: ARGUMENTS });

/** A browser whose profiles are forgotten. */
export const launch = () => chromium.launch(options());

/** A browser that keeps its profile in the folder `profile`. */
export const launchPersistent = (profile, contextOptions) =>
  chromium.launchPersistentContext(profile, { ...options(), ...contextOptions });

/** Crashes the process behind a page, which learns nothing of it; the tab stays. */
export async function crash(page) {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent("crash");
  // It has nobody left who would answer.
  session.send("Page.crash").catch(() => {});
  await crashed;
}
