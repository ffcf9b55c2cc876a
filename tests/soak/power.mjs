// The power is cut in mid-write. The profile lies on a file system in a file, behind a loop device;
// at some moment the browser stands still between two of its calls, and the file is copied as it
// is: what had reached the disk is in the copy, what waited in memory is not. The copy is mounted,
// and the page opened from it. Needs root, loop devices, mkfs.ext4.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { serve } from "../e2e/support/server.mjs";
import { begin, between, left, open, pause, reason, typeOn } from "./work.mjs";
import { start } from "./browser.mjs";
import { judge } from "./crashes.mjs";

const run = promisify(execFile);
const SIZE = "512M";
/** A page of another origin, which has a store of its own: it writes with the browser's own
 * durability, which a power cut loses. So the cuts are known to cut. */
const CONTROL = "control.txt";

/** Why there can be no power cut here; null if there can. */
export async function lacking() {
  if (process.getuid() !== 0) return "it needs root";
  for (const tool of ["mkfs.ext4", "losetup", "mount"]) {
    const found = await run("sh", ["-c", `PATH=$PATH:/sbin:/usr/sbin command -v ${tool}`]).catch(() => null);
    if (!found) return `it needs ${tool}`;
  }
  return run("losetup", ["-f"]).then(() => null, () => "it needs loop devices");
}

/** Cuts it `times` times. */
export async function power(times) {
  const result = {
    what: "power cut in mid-write (loop device)", times, lost: 0, hung: 0, edits: 0, unsaved: 0, unsavedLost: 0, controlLost: 0,
  };
  const why = await lacking();
  if (why) return [{ ...result, times: 0, skipped: why }];
  const folder = await mkdtemp(path.join(tmpdir(), "claimlight-power-"));
  const site = await serve();
  const other = await serve({ beside: { [CONTROL]: "Writes what is lost." } });
  let disk;
  try {
    disk = await insert(path.join(folder, "0.img"), path.join(folder, "0"), true);
    let browser = await start(path.join(disk.at, "profile"));
    let page = await begin(browser.context, site.url);
    let [number, controls] = [0, 0];
    for (let i = 1; i <= times; i += 1) {
      const told = await typeOn(page, await reason(page), number);
      const control = await writeOn(await controlPage(browser, other), controls);
      await pause(between(300, 1500));
      // What was told until here was acknowledged before the cut.
      const before = { ...told, control: control.written };
      browser.signal("SIGSTOP");
      const copy = path.join(folder, `${i}.img`);
      await copied(disk.image, copy);
      browser.signal("SIGCONT");
      await browser.kill();
      await disk.remove();
      disk = await insert(copy, path.join(folder, String(i)), false);
      browser = await start(path.join(disk.at, "profile"));
      page = await open(browser.context, site.url);
      if (!page) {
        result.hung += 1;
        page = await open(browser.context, site.url);
      }
      controls = await readControl(await controlPage(browser, other));
      result.controlLost += Math.max(0, before.control - controls);
      number = judge(result, before, Number((await left(page)).words));
    }
    await browser.kill();
  } finally {
    await disk?.remove();
    await site.close();
    await other.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  return [result];
}

async function controlPage(browser, site) {
  const page = await browser.context.newPage();
  await page.goto(site.url + CONTROL);
  return page;
}

/** Mounts an image, made first if it is new. */
async function insert(image, at, isNew) {
  await mkdir(at, { recursive: true });
  if (isNew) {
    await run("truncate", ["-s", SIZE, image]);
    await run("mkfs.ext4", ["-q", "-F", image]);
  }
  // The journal of the file system is played back here, as after a real cut.
  await run("mount", ["-o", "loop", image, at]);
  return {
    image,
    at,
    remove: async () => {
      // The browser's last processes may be a moment in going.
      for (let left = 300; ; left -= 1) {
        try {
          await run("umount", [at]);
          break;
        } catch (error) {
          if (left === 0) throw error;
          await pause(100);
        }
      }
      await rm(image, { force: true });
    },
  };
}

/** Copies a file as it was at one moment: again, until two copies in a row are the same. */
async function copied(from, to) {
  let last = "";
  for (let left = 50; left > 0; left -= 1) {
    await run("cp", ["--sparse=always", from, to]);
    const digest = createHash("sha256").update(await readFile(to)).digest("hex");
    if (digest === last) return;
    last = digest;
  }
  throw new Error("the disk did not come to rest, though the browser stood still");
}

async function writeOn(page, from) {
  const told = { written: from };
  await page.exposeBinding("controlTells", (_, n) => void (told.written = n));
  await page.evaluate(
    ([name, from]) => {
      const opening = indexedDB.open(name, 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore("numbers");
      opening.onsuccess = () => {
        let n = from;
        const write = () => {
          n += 1;
          const transaction = opening.result.transaction("numbers", "readwrite", { durability: "relaxed" });
          transaction.objectStore("numbers").put(n, "last");
          transaction.oncomplete = () => {
            window.controlTells(n);
            setTimeout(write, 5);
          };
        };
        write();
      };
    },
    [CONTROL, from],
  );
  return told;
}

const readControl = (page) =>
  page.evaluate(
    (name) =>
      new Promise((resolve) => {
        const opening = indexedDB.open(name, 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore("numbers");
        opening.onerror = () => resolve(0);
        opening.onsuccess = () => {
          const read = opening.result.transaction("numbers").objectStore("numbers").get("last");
          read.onsuccess = () => resolve(read.result ?? 0);
        };
      }),
    CONTROL,
  );
