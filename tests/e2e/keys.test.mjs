// The whole job, once, with keys alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "./support/browser.mjs";
import {
  annotations, assertFocus, boundaries, chooseByKeys, chooser, claim, claimNames, count, counted, dialog,
  hasFocus, linkField, linkHead, links, margin, marking, quote, read, redo, relations, saved, tab, type, undo, until,
} from "./support/page.mjs";
import { article, selectedWords } from "./support/words.mjs";

const ADDRESS = "https://example.org/report-2023";
const SENTENCE = "Those contacts have only partially been restored and military contacts remain entirely on hold.";

const press = async (page, ...keys) => {
  for (const key of keys) await page.keyboard.press(key);
};
const times = (n, key) => Array.from({ length: n }, () => key);

/** Puts the caret at the start of a paragraph, counted from 1. */
const toParagraph = async (page, number) => {
  await article(page).focus();
  await press(page, "Control+Home", ...times(number - 1, "Control+ArrowDown"));
};

/** Presses keys in the article before the page can draw what any of them does. */
const pressAtOnce = (page, ...keys) =>
  article(page).evaluate((article, keys) => {
    for (const pressed of keys) {
      const held = pressed.split("+");
      const key = held.pop();
      const init = { key, shiftKey: held.includes("Shift"), ctrlKey: held.includes("Control"), bubbles: true, cancelable: true };
      article.dispatchEvent(new KeyboardEvent("keydown", init));
    }
  }, keys);

/** Marks a sentence of a paragraph as the kind with a digit. */
const markSentence = async (page, paragraph, digit) => {
  await toParagraph(page, paragraph);
  await press(page, "Enter", digit);
  await linkField(page).waitFor();
};

const isOpen = (page, number) => claim(page, number).and(page.getByRole("button", { expanded: true })).waitFor();

async function selects(page, keys, words) {
  await press(page, ...keys);
  await until(`${keys.join(" ")} selects “${words}”, not “${await selectedWords(page)}”`, async () =>
    (await selectedWords(page)) === words, { timeout: 1000 });
}

test("the caret moves and selects by character, word, sentence, paragraph, line and text", async (t) => {
  const { page } = await openPage(t);
  await press(page, "Tab");
  assert.ok(await hasFocus(page.getByRole("link", { name: "Skip to the article" })));
  await press(page, "Enter");
  await until("the article has the focus", () => hasFocus(article(page)));

  await press(page, "Control+Home", "ArrowRight", "ArrowRight");
  await selects(page, ["Shift+ArrowRight"], "i");
  await selects(page, ["Shift+ArrowLeft", "Shift+ArrowLeft"], "h");
  await press(page, "Control+Home");
  await selects(page, ["Shift+Control+ArrowRight"], "China");
  await page.getByText("Selected: China", { exact: true }).waitFor({ state: "attached" });
  await selects(page, ["Shift+Control+ArrowRight"], "China on");
  await selects(page, ["Shift+Control+ArrowLeft"], "China ");

  await toParagraph(page, 5);
  await press(page, "Alt+ArrowDown");
  await selects(page, ["Shift+Control+ArrowRight"], "However");
  await press(page, "Alt+ArrowUp", "Alt+ArrowUp");
  await selects(page, ["Shift+Alt+ArrowDown"], "Wang gave no details on the source of Chinese discontent or what conditions it was looking for. ");

  await toParagraph(page, 11);
  await press(page, "Control+ArrowUp");
  await selects(page, ["Shift+Control+ArrowRight"], "China");
  await press(page, "Control+ArrowDown");
  await selects(page, ["Shift+Control+ArrowDown", "Shift+ArrowLeft"], SENTENCE);

  await press(page, "Control+Home", "Shift+End");
  const line = await selectedWords(page);
  const whole = await article(page).getByRole("paragraph").first().textContent();
  assert.ok(whole.startsWith(line) && line.length > 20 && line.length < whole.length / 2, `a line: ${line}`);
  await press(page, "Control+Home", "ArrowDown", "Shift+End");
  const second = await selectedWords(page);
  assert.ok(whole.slice(line.length).trimStart().startsWith(second.trim()), `the line behind it: ${second}`);
  await press(page, "Home", "ArrowUp");
  await selects(page, ["Shift+Control+ArrowRight"], "China");

  await press(page, "Control+End");
  await selects(page, ["Shift+ArrowLeft", "Shift+Control+ArrowLeft"], "issue.");
});

test("keys that come faster than the page is drawn all do what they are for", async (t) => {
  const { page } = await openPage(t);
  await article(page).focus();
  await pressAtOnce(page, "Control+Home", ...times(10, "Control+ArrowDown"), "Enter", "2");
  await isOpen(page, 1);
  assert.deepEqual(await claimNames(page), [
    "Claim 1, Quantity: Those contacts have only partially been restored and military contacts remain…",
  ]);
  await article(page).focus();
  await pressAtOnce(page, "b", "ArrowLeft", "ArrowLeft", "Shift+ArrowRight", "Enter");
  await until("all four moved its ends", async () => {
    const [name] = await claimNames(page);
    return name === "Claim 1, Quantity: contacts have only partially been restored and military contacts remain entirely";
  });
  await article(page).focus();
  await pressAtOnce(page, "Shift+ArrowLeft", "Enter");
  await until("the tools have the focus", () => hasFocus(marking(page).getByRole("button").first()));
  await press(page, "Escape");
  await marking(page).waitFor({ state: "detached" });
  await pressAtOnce(page, "Control+z", "Control+z");
  await until("both are taken back", async () => (await claimNames(page)).length === 0);
  await saved(page);
});

test("the whole job with keys alone", async (t) => {
  const { page } = await openPage(t, {
    // A pointer would be reported as a problem of the page.
    before: (context) =>
      context.addInitScript(() =>
        addEventListener("pointerdown", () => { throw new Error("a pointer was used"); }, true)),
  });
  const exported = async () => {
    const coming = page.waitForEvent("download");
    await press(page, "Control+s");
    return read(await coming);
  };

  await t.test("Enter takes the sentence, then leads to the tools, and Escape back", async () => {
    await toParagraph(page, 11);
    await press(page, "Enter");
    assert.equal(await selectedWords(page), SENTENCE);
    await marking(page).waitFor();
    await press(page, "Enter");
    await until("the tools have the focus", () => hasFocus(marking(page).getByRole("button").first()));
    await press(page, "Escape");
    await marking(page).waitFor({ state: "detached" });
    assert.ok(await hasFocus(article(page)));
  });

  await t.test("a claim with a new source and a relation takes at most six keys beside typing", async () => {
    await toParagraph(page, 11);
    await count(page);
    await press(page, "Enter", "2");
    await until("the field for the source has the focus", () => hasFocus(linkField(page)));
    await type(page, ADDRESS);
    await press(page, "Tab", "Tab");
    assert.ok(await hasFocus(relations(page).getByRole("button", { name: "Disputes" })));
    await press(page, "Enter");
    await links(page).filter({ hasText: "Disputes" }).filter({ hasText: "example.org/report-2023" }).waitFor();
    const { keys, pointers } = await counted(page);
    assert.ok(keys <= 6, `${keys} keys`);
    assert.equal(pointers, 0);
    assert.deepEqual(await claimNames(page), [
      "Claim 1, Quantity: Those contacts have only partially been restored and military contacts remain…",
    ]);
    await saved(page);
  });

  await t.test("Enter in the field links it as support", async () => {
    await linkField(page).focus();
    await type(page, "Pentagon briefing");
    await press(page, "Enter");
    await links(page).filter({ hasText: "Supports" }).filter({ hasText: "Pentagon briefing" }).waitFor();
    assert.ok(await hasFocus(linkField(page)));
  });

  await t.test("an overlap offers which one", async () => {
    await toParagraph(page, 11);
    await press(page, "Shift+Control+ArrowRight", "Shift+Control+ArrowRight", "1");
    await until("there are two", async () => (await claimNames(page)).length === 2);
    await toParagraph(page, 11);
    await press(page, "ArrowRight", "Enter");
    await chooser(page).waitFor();
    await until("the choice has the focus", () => hasFocus(chooser(page).getByRole("button").first()));
    const nested = (await claimNames(page)).findIndex((name) => /Fact: Those contacts$/.test(name)) + 1;
    // The innermost comes first.
    await press(page, "Enter");
    await isOpen(page, nested);
  });

  await t.test("boundaries are moved by keys; id and links stay", async () => {
    const of = (found) => annotations(found, "classifying");
    const before = of(await exported()).find((it) => quote(it) === SENTENCE);
    const number = (await claimNames(page)).findIndex((name) => /Quantity/.test(name)) + 1;
    await claim(page, number).focus();
    await press(page, "Enter");
    await isOpen(page, number);
    await press(page, "b");
    await boundaries(page).waitFor();
    await press(page, "ArrowLeft", "ArrowLeft", "Shift+ArrowRight", "Enter");
    await boundaries(page).waitFor({ state: "detached" });
    await assertFocus(page, "boundaries done");
    const after = await exported();
    const moved = of(after).find(({ id }) => id === before.id);
    assert.equal(quote(moved), "contacts have only partially been restored and military contacts remain entirely");
    assert.equal(annotations(after, "linking").filter(({ target }) => [target].flat().includes(before.id)).length, 2);

    await press(page, "b", "ArrowRight", "Escape");
    await boundaries(page).waitFor({ state: "detached" });
    assert.deepEqual(of(await exported()).map(quote), of(after).map(quote));
    await press(page, "Control+z");
    await until("the boundaries are back", async () => (await claimNames(page)).some((name) => /Quantity: Those/.test(name)));
    await press(page, "Control+Shift+z");
    await until("and moved again", async () => (await claimNames(page)).some((name) => /Quantity: contacts/.test(name)));
    await saved(page);
  });

  await t.test("verdict, reason, tags and a source in the article", async () => {
    const number = (await claimNames(page)).findIndex((name) => /Quantity/.test(name)) + 1;
    await claim(page, number).focus();
    if ((await claim(page, number).getAttribute("aria-expanded")) !== "true") await press(page, "Enter");
    await isOpen(page, number);
    await margin(page).getByRole("radio", { name: "Not checked yet" }).focus();
    await press(page, "ArrowDown", "ArrowDown");
    await until("a verdict", () => margin(page).getByRole("radio", { name: "Partly supported" }).isChecked());
    await margin(page).getByRole("textbox", { name: "Reason for the verdict" }).focus();
    await type(page, "One side says so: j, k, 1, ?");
    await margin(page).getByRole("textbox", { name: "Tags, separated by commas" }).focus();
    await type(page, "military, contacts");
    await press(page, "Shift+Tab", "a", "Backspace");
    await toParagraph(page, 12);
    await press(page, "Shift+Control+ArrowRight", "0");
    await links(page).filter({ hasText: "Is credited" }).filter({ hasText: "Wang's" }).waitFor();
    await saved(page);
    const found = annotations(await exported(), "classifying").find((it) => /partially been/.test(quote(it)) && /military/.test(quote(it)));
    const said = (purpose) => found.body.filter((it) => it.purpose === purpose).map(({ value }) => value).toSorted();
    assert.deepEqual(said("assessing"), ["partly supported"]);
    assert.deepEqual(said("commenting"), ["One side says so: j, k, 1, ?"]);
    assert.deepEqual(said("tagging"), ["contacts", "military"]);
  });

  await t.test("a claim goes to the bin and comes back", async () => {
    const whole = await claimNames(page);
    const number = whole.findIndex((name) => /Quantity/.test(name)) + 1;
    await claim(page, number).focus();
    if ((await claim(page, number).getAttribute("aria-expanded")) !== "true") await press(page, "Enter");
    await margin(page).getByRole("button", { name: "Put in the bin" }).focus();
    await press(page, "Enter");
    await until("a claim less", async () => (await claimNames(page)).length === whole.length - 1);
    await chooseByKeys(page, "Bin");
    await dialog(page, "Bin").getByRole("button", { name: /^Restore “Quantity/ }).focus();
    await press(page, "Enter", "Escape");
    await dialog(page, "Bin").waitFor({ state: "detached" });
    assert.deepEqual(await claimNames(page), whole);
  });

  await t.test("J and K go from claim to claim", async () => {
    await markSentence(page, 1, "6");
    await press(page, "Escape");
    const all = await claimNames(page);
    assert.equal(all.length, 3);
    await press(page, "j");
    await until("the first", () => hasFocus(claim(page, 1)));
    await press(page, "j");
    await until("the second", () => hasFocus(claim(page, 2)));
    await press(page, "j", "j");
    await until("the last, and no further", () => hasFocus(claim(page, 3)));
    await press(page, "k");
    await until("back", () => hasFocus(claim(page, 2)));
    await press(page, "a");
    await until("the article", () => hasFocus(article(page)));
  });

  await t.test("a question mark lists the keys", async () => {
    await press(page, "?");
    await dialog(page, "Keys").waitFor();
    await dialog(page, "Keys").getByText("next, previous claim").waitFor();
    await press(page, "Escape");
    await dialog(page, "Keys").waitFor({ state: "detached" });
    assert.ok(await hasFocus(article(page)));
  });

  await t.test("undo and redo go all the way", async () => {
    await article(page).focus();
    const whole = await claimNames(page);
    let steps = 0;
    for (; !(await undo(page).isDisabled()) && steps < 30; steps += 1) await press(page, "Control+z");
    assert.deepEqual(await claimNames(page), []);
    for (let i = 0; i < steps; i += 1) await press(page, i % 2 ? "Control+y" : "Control+Shift+z");
    assert.ok(await redo(page).isDisabled());
    assert.deepEqual(await claimNames(page), whole);
    await saved(page);
  });

  await t.test("letters and digits can be switched off", async () => {
    await chooseByKeys(page, "Settings");
    const letters = dialog(page, "Settings").getByRole("checkbox", { name: "Single letters and digits are keys" });
    await letters.focus();
    await press(page, "Space");
    assert.ok(!(await letters.isChecked()));
    await press(page, "Escape");
    await dialog(page, "Settings").waitFor({ state: "detached" });
    const whole = await claimNames(page);
    await toParagraph(page, 8);
    await press(page, "Enter", "1", "2", "0", "j", "?", "b");
    await marking(page).waitFor();
    assert.equal(await page.getByRole("dialog").count(), 0);
    assert.deepEqual(await claimNames(page), whole);
    // The same by Enter and Tab.
    await press(page, "Enter", "Tab", "Enter");
    await until("a claim more", async () => (await claimNames(page)).length === whole.length + 1);
    assert.match((await claimNames(page))[1], /^Claim 2, Quantity: The Chinese Embassy/);
    await page.reload();
    await saved(page);
    await toParagraph(page, 9);
    await press(page, "Enter", "1");
    assert.equal((await claimNames(page)).length, whole.length + 1);
  });
});

test("the caret is where it was when the focus comes back to the article", async (t) => {
  const { page } = await openPage(t);
  await markSentence(page, 8, "1");
  await press(page, "Escape");
  await until("the article has the focus", () => hasFocus(article(page)));
  await press(page, "Control+ArrowDown", "Shift+Control+ArrowRight", "Shift+Control+ArrowRight", "Shift+Control+ArrowRight");
  assert.equal(await selectedWords(page), "China has also");
});

test("the focus is never lost", async (t) => {
  const { page } = await openPage(t);
  const lost = [];
  const after = async (what) => {
    await assertFocus(page, what).catch(() => lost.push(what));
  };
  const inDialog = async (name, what) => {
    const inside = () => dialog(page, name).evaluate((it) => it.contains(document.activeElement));
    await assertFocus(page, what).then(async () => {
      if (!(await inside())) throw new Error(what);
    }).catch(() => lost.push(what));
  };
  const open = async (number) => {
    await claim(page, number).focus();
    if ((await claim(page, number).getAttribute("aria-expanded")) !== "true") await press(page, "Enter");
    await isOpen(page, number);
  };
  const button = async (within, name) => {
    await within.getByRole("button", { name, exact: true }).focus();
    await press(page, "Enter");
  };

  for (const entry of ["Notebooks", "Open an article", "Bin", "Settings", "Keys"]) {
    await chooseByKeys(page, entry);
    await inDialog(entry, `opening ${entry}`);
    await press(page, "Escape");
    await dialog(page, entry).waitFor({ state: "detached" });
    await after(`closing ${entry} by Escape`);
    await chooseByKeys(page, entry);
    await button(dialog(page, entry), "Close");
    await after(`closing ${entry} by its button`);
  }

  await markSentence(page, 8, "1");
  await after("marking a claim");
  await type(page, ADDRESS);
  await press(page, "Enter");
  await after("linking a source");
  await press(page, "Escape");
  await after("closing a claim");

  await toParagraph(page, 8);
  await press(page, "Shift+Control+ArrowRight", "Shift+Control+ArrowRight", "3");
  await press(page, "Escape");
  await toParagraph(page, 8);
  await press(page, "ArrowRight", "Enter");
  await chooser(page).waitFor();
  await press(page, "Escape");
  await after("leaving the choice between claims");

  for (const name of ["Cancel", "Copy"]) {
    await toParagraph(page, 2);
    await press(page, "Enter");
    await button(marking(page), name);
    await after(`${name} beside a selection`);
  }
  await toParagraph(page, 2);
  await press(page, "Enter");
  await button(marking(page), "Source");
  await after("marking a source");
  await tab(page, "Sources").focus();
  await press(page, "ArrowLeft");
  await after("changing the tab");

  await open(1);
  await button(margin(page), "Change boundaries");
  await after("beginning to move boundaries");
  await button(boundaries(page), "End one word earlier");
  await after("moving a boundary by its button");
  await button(boundaries(page), "Done");
  await after("boundaries done by the button");
  await button(margin(page), "Change boundaries");
  await button(boundaries(page), "Cancel");
  await after("leaving boundaries by the button");

  const linked = (await claimNames(page)).findIndex((name) => /Fact/.test(name)) + 1;
  await open(linked);
  await linkHead(page).focus();
  await press(page, "Enter");
  await button(links(page), "Edit source");
  await inDialog("Source", "opening a source");
  await press(page, "Escape");
  await after("closing a source");
  await button(links(page), "Remove link");
  await after("removing a link");

  await open(linked);
  await button(margin(page), "Put in the bin");
  await after("putting a claim in the bin");
  const alert = page.getByRole("alert");
  await button(alert, "Undo");
  await after("undo in a notice");
  await button(alert, "Dismiss");
  await after("dismissing a notice");
  await open(linked);
  await button(margin(page), "Put in the bin");
  await chooseByKeys(page, "Bin");
  await dialog(page, "Bin").getByRole("button", { name: /^Restore “Fact/ }).focus();
  await press(page, "Enter");
  await inDialog("Bin", "restoring from the bin");
  await press(page, "Escape");
  await dialog(page, "Bin").waitFor({ state: "detached" });
  await after("closing the bin after restoring");

  await open(1);
  await undo(page).focus();
  await press(page, "Enter");
  await after("undo by its button");
  await open(1);
  for (let i = 0; i < 30 && !(await undo(page).isDisabled()); i += 1) {
    const what = await undo(page).getAttribute("aria-label");
    const shown = claim(page, 1);
    if (await shown.count()) await shown.focus();
    await press(page, "Control+z");
    await after(`${what}, with the focus on a claim`);
  }
  assert.deepEqual(lost, []);
});

test("Tab reaches everything", async (t) => {
  const { page } = await openPage(t);
  await markSentence(page, 2, "1");
  await type(page, ADDRESS);
  await press(page, "Enter");
  await linkHead(page).press("Enter");
  await links(page).getByRole("button", { name: "Remove link" }).waitFor();
  const reached = (within) =>
    page.evaluate(async (within) => {
      const root = within ? document.querySelector(within) : document;
      const all = [...root.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")].filter(
        (it) =>
          it.checkVisibility({ visibilityProperty: true }) && it.tabIndex >= 0 && !(it.type === "radio" && !it.checked),
      );
      window.toReach ??= new Set(all);
      return [...window.toReach].map((it) => it.ariaLabel || it.textContent.trim() || it.name || it.localName);
    }, within);
  const all = await reached(null);
  assert.ok(all.length > 20, all.join("\n"));
  await page.evaluate(() => document.activeElement.blur());
  for (let i = 0; i < all.length + 10; i += 1) {
    await press(page, "Tab");
    await page.evaluate(() => window.toReach.delete(document.activeElement));
  }
  assert.deepEqual(await reached(null), []);
});
