// The page's database, read and written behind its back.

/** All stores with their keys and values; what JSON cannot say is lost. */
export const dump = async (page) => {
  // As text: the browser's own way out of the page gives up where values are deep.
  const text = await page.evaluate(async () => {
    const done = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const opening = indexedDB.open("claimlight");
    // Looking must not make one where there is none.
    opening.onupgradeneeded = () => opening.transaction.abort();
    const database = await done(opening).catch(() => null);
    if (!database) return "{}";
    const shown = (value) => {
      if (Array.isArray(value) && value.length > 1_000_000) return "an array with holes";
      try {
        return JSON.parse(JSON.stringify(value, (_, value) => (typeof value === "bigint" ? String(value) : value)) ?? "null");
      } catch (error) {
        return String(error);
      }
    };
    const stores = {};
    for (const name of database.objectStoreNames) {
      const store = () => database.transaction(name).objectStore(name);
      const [keys, values] = [await done(store().getAllKeys()), await done(store().getAll())];
      stores[name] = { keys, values: values.map(shown) };
    }
    database.close();
    return JSON.stringify(stores);
  });
  return JSON.parse(text);
};

/**
 * Runs `change` in the page with the database, opened as it is or with `version`; what it returns
 * is waited for. `change` gets `database`, `done` (waits for a request) and `given`.
 */
export const change = (page, change, { version, given } = {}) =>
  page.evaluate(
    async ([code, version, given]) => {
      const done = (request) => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const opening = version ? indexedDB.open("claimlight", version) : indexedDB.open("claimlight");
      const upgrading = new Function("return " + code)();
      opening.onupgradeneeded = () => {
        // As the pages of those days made it.
        if (version === 1 || version === 2) {
          const versions = opening.result.createObjectStore("versions");
          versions.createIndex("kind", "kind");
          opening.result.createObjectStore("articles");
          opening.result.createObjectStore("steps");
          if (version === 2) opening.result.createObjectStore("states");
        }
      };
      const database = await done(opening);
      const result = await upgrading({ database, done, given });
      database.close();
      return result;
    },
    [change.toString(), version, given],
  );
