// Whatever strangers put into files, pastes, links and drops: nothing of it runs, nothing is asked
// for, everything is shown as text, and the page goes on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage, READY } from "./support/browser.mjs";
import { addresses, DECEPTIVE, guard, markdown, markup, names, notebookOf, odd, strings, unharmed } from "./support/corpus.mjs";
import { choose, claim, dialog, dropFile, exported, linkField, margin, markClaim, openFile, put, saved, tab, told, until } from "./support/page.mjs";
import { serve } from "./support/server.mjs";
import { article } from "./support/words.mjs";

const APART = "Open as a notebook of its own";
const START = "Start a notebook on it";
const form = (page) => dialog(page, "Open an article");
const articleField = (page) => form(page).getByRole("textbox", { name: "Article text" });

/** A page with guards; `expected` are messages of the browser that are no harm. */
async function open(t, options = {}) {
  let guarded;
  const opened = await openPage(t, { ...options, before: async (context) => { guarded = []; await guard(context, guarded); await options.before?.(context); } });
  t.after(() => assert.deepEqual(guarded, []));
  return opened;
}

/** Labels, as they are shown (and not what stands in fields or in the article). */
const labels = (page) =>
  page.evaluate(() => {
    const names = [...document.querySelectorAll("[aria-label], [title]")].flatMap((it) => [it.ariaLabel ?? "", it.title ?? ""]);
    const shown = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (shown.nextNode()) if (!shown.currentNode.parentElement.closest("#article, textarea, script")) names.push(shown.currentNode.data);
    return [document.title, ...names];
  });
const assertPlain = async (page, what) =>
  assert.deepEqual((await labels(page)).filter((it) => DECEPTIVE.test(it)).slice(0, 3).map((it) => it.slice(Math.max(0, it.search(DECEPTIVE) - 40)).slice(0, 80)), [], what);

test("a notebook made of hostile words is shown, changed, kept, printed and saved as text", async (t) => {
  const { page } = await open(t);
  const file = notebookOf((await exported(page)).file);
  const text = JSON.stringify(file).replaceAll('"__proto_"', '"__proto__"');
  await openFile(page, "hostile.jsonld", text);
  const preview = dialog(page, "What this file would do");
  await preview.getByRole("button", { name: APART }).click();
  await preview.waitFor({ state: "detached" });
  await saved(page);
  await unharmed(page, "opened");
  await assertPlain(page, "opened");

  await t.test("every claim with its links, in the margin", async () => {
    const heads = margin(page).getByRole("button", { name: /^Claim \d+, / });
    const count = await heads.count();
    assert.equal(count, Math.ceil(strings.length / 24));
    for (let i = 0; i < count; i += 3) {
      await heads.nth(i).evaluate((head) => head.click());
      await until("it is open", async () => (await heads.nth(i).getAttribute("aria-expanded")) === "true");
      await margin(page).evaluate((margin) => margin.querySelectorAll("details").forEach((it) => (it.open = true)));
      await unharmed(page, `claim ${i + 1}`);
      await assertPlain(page, `claim ${i + 1}`);
    }
  });

  await t.test("every source says the host that its link leads to", async () => {
    await tab(page, "Sources").click();
    const links = margin(page).getByRole("link", { name: /opens in a new tab$/ });
    await links.first().waitFor();
    const shown = await links.evaluateAll((all) => all.map((it) => ({ text: it.firstElementChild.textContent, href: it.href, host: new URL(it.href).host })));
    for (const { text, href, host } of shown) assert.equal(text, host || decodeURI(new URL(href).pathname), href);
    const sound = addresses.filter(({ host }) => host);
    // Some words of other lists are addresses too.
    assert.ok(shown.length >= 2 * sound.length, `${shown.length} links`);
    for (const { address, host } of sound) assert.ok(shown.some(({ text }) => text === host), `${address} shows ${host}`);
    // Without a title, a source is called by its real host too.
    const headings = await margin(page).getByRole("heading").allTextContents();
    assert.ok(headings.some((it) => it.startsWith("xn--pple-43d.com")), "the real host in the name");
    assert.ok(!headings.slice(-sound.length).some((it) => /^\u0430/.test(it)), "no disguised host in a name");
    await unharmed(page, "sources");
    await assertPlain(page, "sources");
  });

  await t.test("dialogs", async () => {
    for (const i of [0, 150]) {
      await margin(page).getByRole("button", { name: "Edit source" }).nth(i).click();
      await dialog(page, "Source").waitFor();
      await unharmed(page, "source");
      await dialog(page, "Source").getByRole("button", { name: "Done" }).click();
    }
    for (const name of ["Bin", "Notebooks", "Settings"]) {
      await choose(page, name);
      await dialog(page, name).waitFor();
      await unharmed(page, name);
      await assertPlain(page, name);
      await dialog(page, name).getByRole("button", { name: "Close" }).click();
    }
  });

  const saved1 = await exported(page);
  await t.test("in a file, letter for letter", async () => {
    const of = (list, key) => new Map(list.map((it) => [it.id, it[key]]));
    const titles = of(saved1.file.sources, "title");
    for (const source of file.sources) assert.equal(titles.get(source.id), source.title);
    const nicknames = of(saved1.file.people, "nickname");
    for (const person of file.people) assert.equal(nicknames.get(person.id), person.nickname);
    assert.equal(saved1.file.first.items.length, file.first.items.length);
    assert.match(saved1.name, /^[\p{L}\p{N}-]+\.jsonld$/u);
    assert.equal(({}).polluted, undefined);
  });

  await t.test("from storage, and printed", async () => {
    await page.reload();
    await saved(page);
    await unharmed(page, "from storage");
    assert.equal((await exported(page)).text, saved1.text);
    await page.emulateMedia({ media: "print" });
    await unharmed(page, "printed");
    await assertPlain(page, "printed");
    await page.emulateMedia({ media: "screen" });
  });
});

test("what is typed and pasted into fields stays text, letter for letter", async (t) => {
  const { page } = await open(t);
  await markClaim(page, "The Chinese Embassy condemned the charges", "Attribution");
  // As browsers keep it: one kind of line end, none in a field of one line.
  const many = strings.join("\n").replaceAll(/\r\n?/g, "\n");
  const some = strings.filter((_, i) => i % 5 === 0);
  const line = some.join(" ").replaceAll(/[\r\n]/g, "");
  const lines = some.join("\n").replaceAll(/\r\n?/g, "\n");
  const reason = margin(page).getByRole("textbox", { name: "Reason for the verdict" });
  await put(reason, many);
  await reason.blur();
  const tags = [...new Set(strings.map((it) => it.split(/[\s,]+/).join(" ").trim()).filter(Boolean))].slice(0, 200);
  await put(margin(page).getByRole("textbox", { name: "Tags, separated by commas" }), tags.join(", "));
  await unharmed(page, "reason and tags");

  await t.test("addresses and titles of sources", async () => {
    const outcomes = await linkField(page).evaluate(async (field, all) => {
      const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
      const rest = () => new Promise((resolve) => setTimeout(resolve, 0));
      const outcomes = [];
      for (const { address } of all) {
        set.call(field, address);
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
        await rest();
        field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
        await rest();
        outcomes.push({ address, refused: field.getAttribute("aria-invalid") === "true" });
      }
      return outcomes;
    }, addresses);
    const takenWrongly = outcomes.filter(({ refused }, i) => refused && addresses[i].host);
    assert.deepEqual(takenWrongly, []);
    await unharmed(page, "link field");
    await assertPlain(page, "link field");
  });

  await t.test("the particulars of a source, names", async () => {
    await tab(page, "Sources").click();
    await margin(page).getByRole("button", { name: "Edit source" }).first().click();
    const editor = dialog(page, "Source");
    for (const name of ["Title", "Authors, separated by semicolons", "Publisher or site", "Kind of source"]) {
      await put(editor.getByLabel(name, { exact: true }), line);
    }
    for (const name of ["Who is behind it?", "What is the evidence?", "What do others say?"]) await put(editor.getByLabel(name), lines);
    await editor.getByLabel("Archived copy").fill("javascript:globalThis.__pwned=1");
    await editor.getByLabel("Archived copy").press("Enter");
    await editor.getByText("begin with “javascript:”").waitFor();
    await editor.getByRole("button", { name: "Done" }).click();
    await choose(page, "Settings");
    await dialog(page, "Settings").getByLabel("Your name or pseudonym").fill(line);
    await dialog(page, "Settings").getByRole("button", { name: "Close" }).click();
    await choose(page, "Notebooks");
    await dialog(page, "Notebooks").getByLabel("Name of this notebook").fill(line);
    await dialog(page, "Notebooks").getByRole("button", { name: "Close" }).click();
    await saved(page);
    await unharmed(page, "fields");
    await assertPlain(page, "fields");
  });

  const { file } = await exported(page);
  const claimed = file.first.items.find(({ motivation }) => motivation === "classifying");
  const body = (purpose) => claimed.body.filter((it) => it.purpose === purpose).map(({ value }) => value);
  assert.equal(body("commenting").join(), many);
  assert.deepEqual(body("tagging"), tags.flatMap((it) => it.split(",")).map((it) => it.split(/\s+/).filter(Boolean).join(" ")).filter(Boolean));
  const source = file.sources.find(({ title }) => title?.startsWith("<script>"));
  assert.equal(source.title, line.trim());
  assert.equal(source.appraisal.behind, lines.trim());
  assert.equal(file.label, line.trim());
  assert.equal(claimed.creator.nickname, line.trim());
  assert.ok(file.sources.every(({ URL: url }) => !url || /^(https?|mailto):/.test(url)));
});

test("articles: markup and Markdown come in as text, by every way", async (t) => {
  const site = await serve({ beside: { "hostile.html": `<title>${markup[0]}</title><article>${markup.filter((it) => !/plaintext|<!--|<textarea|<style|xmp|listing|noembed/.test(it)).map((it) => `<p>before ${it}</p>`).join("\n")}</article>`, "hostile.md": markdown.join("\n\n"), "hostile.txt": strings.join("\n\n") } });
  t.after(() => site.close());
  const { page } = await open(t, { url: site.url, expected: [/status of 404/] });

  await t.test("pasted, plain and rich", async () => {
    await choose(page, "Open an article");
    const texts = await articleField(page).evaluate(async (field, all) => {
      const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set;
      const rest = () => new Promise((resolve) => setTimeout(resolve, 0));
      const texts = [];
      for (const [type, data] of all) {
        set.call(field, "");
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
        await rest();
        const clipboardData = new DataTransfer();
        clipboardData.setData(type, data);
        field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        await rest();
        texts.push(field.value);
      }
      return texts;
    }, [...markup.map((it) => ["text/html", `<p>before</p>${it}<p>after</p>`]), ...markup.map((it) => ["text/plain", it]), ...markdown.map((it) => ["text/plain", it])]);
    assert.ok(texts.slice(0, markup.length).filter((it) => it.includes("before")).length > markup.length * 0.8, "what stands around it is kept");
    await unharmed(page, "pasted");
    await form(page).getByRole("button", { name: "Close" }).click();
    // Pasted and dropped where no field is, nothing happens; a link that is dropped leads nowhere.
    const prevented = await page.evaluate((all) => {
      const target = document.querySelector("main");
      return all.map((it) => {
        const data = new DataTransfer();
        for (const type of ["text/html", "text/plain", "text/uri-list"]) data.setData(type, it);
        target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        const events = ["dragenter", "dragover", "drop"].map((type) => new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
        events.forEach((event) => target.dispatchEvent(event));
        return events[1].defaultPrevented;
      });
    }, [...markup, "javascript:globalThis.__pwned=1", "https://canary.invalid/"]);
    assert.ok(prevented.every(Boolean));
    await unharmed(page, "dropped text");
  });

  await t.test("as dropped files, with hostile names", async () => {
    for (const [i, ending] of [[0, "html"], [1, "md"], [2, "txt"], [3, "htm"]]) {
      const content = i === 0 || i === 3 ? markup.filter((_, n) => n % 2 === (i ? 1 : 0)).join("<p>and</p>") : i === 1 ? markdown.join("\n\n") : strings.join("\n\n");
      // A file with a NUL in it is no text, and is said to be none.
      await dropFile(page, `${markup[4]}\u202e.${ending}`, content.replaceAll("\0", ""));
      await form(page).waitFor();
      await unharmed(page, ending);
      await form(page).getByRole("button", { name: START }).click();
      await form(page).waitFor({ state: "detached" });
      await saved(page);
      await unharmed(page, `${ending} opened`);
      await assertPlain(page, ending);
    }
    const read = await article(page).evaluate((it) => it.textContent);
    assert.ok(!read.includes("display:none"), "styles are no text");
  });

  await t.test("beside the page, and named in its address", async () => {
    for (const name of ["hostile.html", "hostile.md", "hostile.txt"]) {
      await page.goto(`${site.url}?article=${name}`);
      await saved(page);
      await unharmed(page, name);
    }
    assert.ok((await article(page).textContent()).includes(markup[0]), "plain text shows its tags");
    for (const path of ["javascript:globalThis.__pwned=1", "data:text/html,<script>globalThis.__pwned=1</script>", "//canary.invalid/a.md", "https://canary.invalid/a.md", "/\\canary.invalid/a.md", "blob:x", "\t//canary.invalid/x.md", "https:\\\\canary.invalid"]) {
      await page.goto(`${site.url}?article=${encodeURIComponent(path)}`);
      await page.waitForSelector(READY, { state: "attached" });
      await told(page, "could not be loaded from this site");
      await unharmed(page, path);
    }
  });

  await t.test("behind # in its address", async () => {
    for (const hash of [markup[0], "javascript:globalThis.__pwned=1", ":~:text=Chinese", "article", "__proto__=1&constructor.prototype.polluted=1", "\u202e%00"]) {
      await page.goto(`${site.url}#${hash}`);
      await page.reload();
      await page.waitForSelector(READY, { state: "attached" });
      await unharmed(page, hash);
    }
    await page.evaluate((all) => all.forEach((it) => (location.hash = it)), strings);
    await unharmed(page, "hashes");
  });
});

test("odd files end in a sentence or a preview, whatever they are called", async (t) => {
  const { page } = await open(t);
  const before = await exported(page);
  const base = before.file;
  const fill = (text) => text.replaceAll("ARTICLE", base.articles[0].id).replaceAll("QUOTE", "four Chinese companies");
  const cases = [
    ...odd.map(({ name, text }) => [`${name}.jsonld`, fill(text)]),
    ...names.map((name) => [name, "{}"]),
    ...names.slice(0, 6).map((name) => [name, fill(odd[0].text)]),
  ];
  const said = await page.evaluate(async (cases) => {
    const named = (role, name) => [...document.querySelectorAll(role)].find((it) => (it.ariaLabel ?? it.textContent) === name);
    const outcome = async (seen) => {
      const until = performance.now() + 3000;
      while (performance.now() < until) {
        await new Promise((resolve) => setTimeout(resolve, 4));
        const open = document.querySelector("dialog[open]");
        if (open) return open;
        const alert = [...document.querySelectorAll("[role=alert]")].find((it) => it.textContent.trim());
        if (alert && alert.firstChild !== seen) return alert;
      }
      return null;
    };
    const said = [];
    for (const [name, text] of cases) {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], name));
      document.querySelector("main").dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
      const shown = await outcome();
      said.push([name, shown?.textContent ?? null]);
      const close = named("dialog[open] button", "Cancel") ?? named("dialog[open] button", "Close") ?? named("[role=alert] button", "Dismiss");
      close?.click();
      await new Promise((resolve) => setTimeout(resolve, 4));
    }
    return said;
  }, cases);
  for (const [name, words] of said) {
    assert.ok(words, `nothing is said of ${name}`);
    assert.ok(!DECEPTIVE.test(words), name);
  }
  await unharmed(page, "odd files");
  assert.equal((await exported(page)).text, before.text);

  await t.test("also as records in storage", async () => {
    await markClaim(page, "The Chinese Embassy condemned the charges", "Attribution");
    await saved(page);
    const notebook = (await exported(page)).file.id;
    await page.evaluate(async ([notebook, texts]) => {
      const database = await new Promise((resolve, reject) => {
        const request = indexedDB.open("claimlight");
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const writing = database.transaction(database.objectStoreNames, "readwrite");
      texts.forEach((text, i) => {
        let record = text;
        try {
          record = JSON.parse(text);
        } catch {
          // Kept as the text that it is.
        }
        writing.objectStore("versions").put({ notebook, kind: "claim", record }, [notebook, `urn:odd:${i}`, 1, "0"]);
      });
      await new Promise((resolve, reject) => {
        writing.oncomplete = resolve;
        writing.onabort = () => reject(writing.error);
      });
      database.close();
    }, [notebook, odd.map(({ text }) => fill(text))]);
    await page.reload();
    await saved(page);
    await unharmed(page, "odd records");
    await page.getByRole("alert").filter({ hasText: "could not be read. They are kept as they are." }).waitFor();
    await claim(page, 1).waitFor();
  });
});
