// Pictures of the built page for a person to look at; see scripts/screenshots.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { launch } from "./chrome.mjs";
import { serve } from "./server.mjs";

const SIZES = [
  [360, 740],
  [768, 1024],
  [1280, 800],
  [1920, 1080],
];

const folder = path.resolve(process.argv[2] ?? "target/screenshots");
await mkdir(folder, { recursive: true });
const site = await serve();
const browser = await launch();
try {
  for (const colorScheme of ["light", "dark"]) {
    for (const [width, height] of SIZES) {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme });
      const page = await context.newPage();
      await page.goto(site.url);
      await page.waitForSelector('html[data-ready="1"], h1', { state: "attached" });
      const file = path.join(folder, `${colorScheme}-${width}.png`);
      await page.screenshot({ path: file, fullPage: true });
      console.log(path.relative(process.cwd(), file));
      await context.close();
    }
  }
} finally {
  await browser.close();
  await site.close();
}
