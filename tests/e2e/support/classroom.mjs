// The classroom as a person meets it: making an exercise, doing it, the class.
import { readFile } from "node:fs/promises";
import { unpack } from "./archive.mjs";
import { dialog, read } from "./page.mjs";

export const MAKE = "Make an exercise";
export const make = (page) => dialog(page, MAKE);

/** The open exercise, above the article. */
export const exercise = (page) => page.getByRole("region", { name: "Exercise", exact: true });
export const checklist = (page) => exercise(page).getByRole("list", { name: "Checklist" });
export const handIn = (page) => dialog(page, "Hand in");
export const nameField = (page) => handIn(page).getByRole("textbox", { name: "Your name or pseudonym" });

/** What a file would do, and the way to begin the exercise in it. */
export const preview = (page) => dialog(page, "What this file would do");
export const startButton = (page) => preview(page).getByRole("button", { name: "Start the exercise" });

/** The teacher's class, its parts, its tables. */
export const classPage = (page) => dialog(page, "Class");
export const part = (page, name) => classPage(page).getByRole("tab", { name, exact: true });
export const table = (page, name) => page.getByRole("table", { name, exact: true });

/** The cells of a table, row by row, once it is complete. */
export async function cells(table) {
  await table.waitFor();
  await table.page().locator('[aria-busy="true"]', { has: table }).waitFor({ state: "detached" });
  return table.locator("tbody tr").evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent.trim())));
}

/** Saves all return files from the part "Marks": as many files, each with its name and text. */
export async function returnFiles(page) {
  await part(page, "Marks").click();
  const coming = page.waitForEvent("download");
  await classPage(page).getByRole("button", { name: "Save all return files (ZIP)" }).click();
  const download = await coming;
  if (!download.suggestedFilename().endsWith("-returned.zip")) throw new Error(download.suggestedFilename());
  const files = unpack(await readFile(await download.path()));
  return files.map(({ name, bytes }) => ({ name, text: bytes.toString("utf8") }));
}

/** The file that an act makes the page save. */
export async function download(page, act) {
  const coming = page.waitForEvent("download");
  await act();
  return read(await coming);
}
