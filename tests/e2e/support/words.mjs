// Finds words of the article on the screen, for tests that point at them as a person does.

/** The article, by its role and name. */
export const article = (page) => page.getByRole("article", { name: "Article text" });

/**
 * Where `words` stand on the screen: the points just inside their ends and one in their middle.
 * They are scrolled into view first, unless they are there already.
 * @param {object} page
 * @param {string} words that stand in the article, possibly across its paragraphs
 * @param {{nth?: number, scroll?: boolean}} [options] which occurrence, from 0; whether to scroll
 */
export async function placeOf(page, words, { nth = 0, scroll = true } = {}) {
  const found = await article(page).evaluate(
    (root, [words, nth, scroll]) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const nodes = [];
      let text = "";
      let block = null;
      while (walker.nextNode()) {
        const node = walker.currentNode;
        const of = node.parentElement.closest("p, h2, h3, h4, h5, h6");
        if (of.hidden) continue;
        if (block && of !== block) text += "\n";
        block = of;
        nodes.push({ node, from: text.length });
        text += node.data;
      }
      let at = -1;
      for (let i = 0; i <= nth; i += 1) at = text.indexOf(words, at + 1);
      if (at < 0) return null;
      const holder = (place) => nodes.findLast(({ from }) => from <= place);
      const rect = (place) => {
        const { node, from } = holder(place);
        const range = document.createRange();
        range.setStart(node, place - from);
        range.setEnd(node, place - from + 1);
        return range.getBoundingClientRect();
      };
      const outside = () => rect(at).top < 90 || rect(at + words.length - 1).bottom > innerHeight - 200;
      if (scroll && outside()) {
        holder(at).node.parentElement.scrollIntoView({ block: "center", behavior: "instant" });
      }
      const point = ({ left, right, top, bottom }, part) => ({
        x: left + (right - left) * part,
        y: (top + bottom) / 2,
      });
      const middle = at + Math.floor(words.length / 2);
      return {
        start: point(rect(at), 0.1),
        middle: point(rect(middle), 0.5),
        end: point(rect(at + words.length - 1), 0.9),
      };
    },
    [words, nth, scroll],
  );
  if (!found) throw new Error(`“${words}” does not stand in the article.`);
  return found;
}

/** Drags the mouse over words: one pointer action. */
export async function dragOver(page, words, options) {
  const { start, end } = await placeOf(page, words, options);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2);
  await page.mouse.move(end.x, end.y);
  await page.mouse.up();
}

/** Clicks in the middle of words. */
export async function clickOn(page, words, options) {
  const { middle } = await placeOf(page, words, options);
  await page.mouse.click(middle.x, middle.y);
}

/** Taps in the middle of words. */
export async function tapOn(page, words, options) {
  const { middle } = await placeOf(page, words, options);
  await page.touchscreen.tap(middle.x, middle.y);
}

/** What is selected on the screen, as a person reads it. */
export const selectedWords = (page) => page.evaluate(() => String(getSelection()).replaceAll(/\n+/g, "\n"));
