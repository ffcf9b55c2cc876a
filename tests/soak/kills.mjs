// The browser is killed with signal 9 in mid-write.
import { serve } from "../e2e/support/server.mjs";
import { begin, between, left, open, pause, reason, typeOn } from "./work.mjs";
import { freshProfile, start } from "./browser.mjs";
import { judge } from "./crashes.mjs";

/** Kills it `times` times. */
export async function kills(times) {
  const site = await serve();
  const profile = await freshProfile();
  const result = { what: "browser killed with signal 9 in mid-write", times, lost: 0, hung: 0, edits: 0, unsaved: 0, unsavedLost: 0 };
  let browser = await start(profile.folder);
  try {
    let page = await begin(browser.context, site.url);
    let number = 0;
    for (let i = 0; i < times; i += 1) {
      const told = await typeOn(page, await reason(page), number);
      await pause(between(50, 500));
      await browser.kill();
      browser = await start(profile.folder);
      page = await open(browser.context, site.url);
      if (!page) {
        result.hung += 1;
        page = await open(browser.context, site.url);
      }
      number = judge(result, told, Number((await left(page)).words));
    }
  } finally {
    await browser.kill();
    await profile.remove();
    await site.close();
  }
  return [result];
}
