// Beside the wasm, not in it: says what happened where the page does not start or has stopped,
// and saves what is kept, as it is. scripts/finish-page writes it into index.html, so it is there
// when nothing else is. Text nodes only; its looks are in styles/rescue.css, and it does without.
(() => {
  const WORDS = {
    slow: "Still loading… The connection is slow, or the page’s host is.",
    slowKept: "What you did earlier is kept in this browser.",
    broken: "Claimlight could not be loaded",
    brokenWhy:
      "A file of it is missing or damaged, or the connection broke off. Reload the page. If that does not help, its host has to mend it.",
    noWasm: "This browser does not run WebAssembly",
    noWasmWhy:
      "Claimlight is made of it. Use another or a newer browser, or allow it in the settings (a lockdown mode switches it off).",
    untouched: "What you did earlier is kept in this browser and was not touched.",
    stopped: "Claimlight has stopped working",
    stoppedWhy: "There is a mistake in the program. Reload the page to go on.",
    kept: {
      saved: "All that was shown as saved is kept in this browser. The last thing that you did may be missing.",
      written:
        "What was not stored yet is written down in this browser, and stored when the page is loaded again. The last thing that you did may be missing.",
      unsure: "Your last changes may be missing; all before them is kept in this browser.",
      lost: "What you did since you opened the page was not kept in this browser. Save it as a file before you reload: the file holds the words on the page.",
    },
    says: "The browser says: ",
    part: "If a part of the page stays away, you can still save all that is kept in this browser.",
    region: "Rescue",
    reload: "Reload the page",
    save: "Save everything as a file",
    close: "Close",
    savedAs: (name) => "Saved as " + name + ". All that this browser keeps is in it, as it is.",
    notSaved: "The browser did not take the file: ",
    noAnswer: "no answer",
  };
  const PREFIX = "claimlight/";
  const DATABASE = "claimlight";
  // How long the page may take before it says so, in milliseconds.
  const PATIENCE = 3500;
  // How long storage may take to answer.
  const LIMIT = 5000;
  const DEEPEST = 1000;

  const root = document.documentElement;
  // Whether the wasm has begun to draw, has failed to, or has trapped.
  let mounted = false;
  let failed = false;
  let dead = false;
  let reason = "";
  let panel = null;
  const deeds = new WeakMap();

  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const key of Object.keys(attributes)) element.setAttribute(key, attributes[key]);
    element.append(...children);
    return element;
  };
  const button = (words, deed, kind) => {
    const made = make("button", { type: "button", class: "button" + (kind || "") }, words);
    deeds.set(made, deed);
    return made;
  };
  const buttons = (...made) => {
    const said = make("p", { "aria-live": "polite" });
    const save = button(WORDS.save, () => saveAll(said));
    return [make("div", { class: "rescue__buttons" }, ...made, save), said];
  };

  // Takes the place of what was shown before.
  const show = (made, then) => {
    hide();
    panel = made;
    const put = () => {
      if (panel !== made) return;
      document.body.append(made);
      if (then) then(made);
    };
    if (document.body) put();
    else addEventListener("DOMContentLoaded", put, { once: true });
  };
  const hide = () => {
    if (panel) panel.remove();
    panel = null;
  };

  // Nothing else on the page can be reached while this is open.
  const alarm = (title, sentences) => {
    const said = sentences.map((words) => make("p", {}, words));
    if (reason) said.push(make("p", { class: "field__help" }, WORDS.says + reason));
    // The focus is on the title: whoever is typing now presses no button by mistake.
    const head = make("h2", { id: "rescue-title", tabindex: "-1", autofocus: "" }, title);
    const made = make(
      "dialog",
      { class: "rescue", role: "alertdialog", "aria-labelledby": "rescue-title", "aria-describedby": "rescue-words", closedby: "none" },
      make("div", { id: "rescue-words", role: "alert" }, head, ...said),
      ...buttons(button(WORDS.reload, () => location.reload(), " button--primary")),
    );
    const open = () => (made.showModal ? made.isConnected && made.showModal() : made.setAttribute("open", ""));
    made.addEventListener("cancel", (event) => event.preventDefault());
    made.addEventListener("close", open);
    show(made, open);
  };

  const ready = () => root.hasAttribute("data-save-state");
  const fail = (title, why) => {
    if (failed || dead || ready()) return;
    failed = true;
    alarm(title, [why, WORDS.untouched]);
  };

  const stop = () => {
    if (dead) return;
    dead = true;
    // A wasm that has trapped may do anything when it is called again: it hears of nothing more.
    // (The two that are left out are this dialog's own.)
    for (const name in window) {
      if (/^on(?!cancel|close)/.test(name)) addEventListener(name.slice(2), deafen, { capture: true, passive: false });
    }
    for (const name of ["focusin", "focusout"]) addEventListener(name, deafen, true);
    alarm(WORDS.stopped, [WORDS.stoppedWhy, WORDS.kept[whatIsKept()]]);
  };
  const deafen = (event) => {
    event.stopImmediatePropagation();
    // A dropped file would take the page's place.
    if (event.type === "dragover" || event.type === "drop") event.preventDefault();
  };
  const whatIsKept = () => {
    const state = root.getAttribute("data-save-state") || "saved";
    if (state === "saved") return "saved";
    if (state !== "saving" && state !== "error") return "lost";
    try {
      return Object.keys(localStorage).some((key) => key.startsWith(PREFIX + "journal/")) ? "written" : "unsure";
    } catch (error) {
      return "unsure";
    }
  };

  // In wasm, too many calls in each other end like any other trap.
  const isTrap = (error) =>
    (typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError) ||
    ((error instanceof RangeError || (error && error.name === "InternalError")) && /wasm/.test(error.stack));
  const judge = (error, message) => {
    if (dead || (mounted && !isTrap(error))) return;
    reason = String(error || message || "");
    if (isTrap(error)) stop();
    else fail(WORDS.broken, WORDS.brokenWhy);
  };

  addEventListener("click", ({ target }) => {
    const pressed = target.closest && target.closest("button");
    if (deeds.has(pressed)) deeds.get(pressed)();
  }, true);
  addEventListener("error", ({ target, error, message }) => {
    if (!target || target === window) judge(error, message);
    else if (!mounted && target.localName === "script") fail(WORDS.broken, WORDS.brokenWhy);
  }, true);
  addEventListener("unhandledrejection", (event) => judge(event.reason));
  // Trunk's own script tells of this.
  addEventListener("TrunkApplicationStarted", () => {
    mounted = true;
    // Beginning to draw, the wasm emptied the page.
    if (panel && !panel.isConnected && !ready()) show(panel);
  });
  // The page's loader of parts tells of this (scripts/splitting/wasm-bindgen); the page says it, too.
  addEventListener("claimlight:part", ({ detail: came }) => {
    if (dead || failed) return;
    if (came) hide();
    else show(make("section", { class: "rescue", "aria-label": WORDS.region }, make("p", {}, WORDS.part), ...buttons(button(WORDS.close, hide))));
  });
  new MutationObserver(() => {
    if (dead || !ready()) return;
    failed = false;
    hide();
  }).observe(root, { attributeFilter: ["data-save-state"] });
  setTimeout(() => {
    if (dead || failed || panel || ready()) return;
    show(make("div", { class: "rescue", role: "status" }, make("p", {}, WORDS.slow), make("p", {}, WORDS.slowKept), ...buttons()));
  }, PATIENCE);
  if (typeof WebAssembly !== "object") fail(WORDS.noWasm, WORDS.noWasmWhy);

  // What is kept, as one file of JSON, written piece by piece: a piece that cannot be read or is no
  // JSON is described, and costs nothing but itself.
  const saveAll = async (said) => {
    try {
      const name = "claimlight-raw-" + new Date().toISOString().slice(0, 10) + ".json";
      const link = make("a", { download: name });
      link.href = URL.createObjectURL(new Blob(await raw(), { type: "application/json" }));
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
      said.textContent = WORDS.savedAs(name);
    } catch (error) {
      said.textContent = WORDS.notSaved + error;
    }
  };
  const raw = async () => {
    const parts = [];
    const field = async (name, value) => {
      parts.push(parts.length ? ",\n" : "{\n", JSON.stringify(name), ":");
      try {
        parts.push(...[].concat(await value()));
      } catch (error) {
        parts.push(odd("unreadable", error));
      }
    };
    await field("saved", () => json(new Date().toISOString()));
    await field("page", () => json(location.origin + location.pathname));
    await field("browser", () => json(navigator.userAgent));
    await field("trouble", () => json(reason));
    await field("saveState", () => json(root.getAttribute("data-save-state")));
    await field("localStorage", () => {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
      return object(keys, (key) => json(localStorage.getItem(key)));
    });
    for (const name of await names()) await field("database " + name, () => database(name));
    if (dead) {
      await field("fields", () => json([...document.querySelectorAll("input, textarea")].map((it) => it.value)));
      await field("shown", () => json(document.body.innerText));
    }
    return parts.concat("\n}\n");
  };

  const answer = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = (event) => {
        // Or the other requests would be lost with this one.
        event.preventDefault();
        reject(request.error);
      };
    });
  const within = (promise) =>
    Promise.race([promise, new Promise((_, reject) => setTimeout(reject, LIMIT, new Error(WORDS.noAnswer)))]);
  const names = async () => {
    try {
      const all = (await within(indexedDB.databases())).map(({ name }) => name);
      return all.filter((name) => name.startsWith(DATABASE));
    } catch (error) {
      return [DATABASE];
    }
  };
  const database = async (name) => {
    const request = indexedDB.open(name);
    // There is none; it must not be made.
    request.onupgradeneeded = () => request.transaction.abort();
    const opened = answer(request);
    const open = await within(opened).catch((error) => {
      opened.then((late) => late.close(), () => {});
      throw error;
    });
    open.onversionchange = () => open.close();
    const parts = ['{"version":' + json(open.version)];
    for (const store of [...open.objectStoreNames]) {
      parts.push(",\n" + JSON.stringify(store) + ":[");
      try {
        const records = () => open.transaction(store).objectStore(store);
        const keys = await within(answer(records().getAllKeys()));
        const all = records();
        const values = keys.map((key) => answer(all.get(key)).then((value) => ({ value }), (error) => ({ error })));
        for (const [at, { value, error }] of (await within(Promise.all(values))).entries()) {
          const text = error ? odd("unreadable", error) : await whole(value);
          parts.push(at ? ",\n" : "\n", '{"key":' + json(keys[at]) + ',"value":' + text + "}");
        }
      } catch (error) {
        parts.push(odd("unreadable", error));
      }
      parts.push("]");
    }
    open.close();
    return parts.concat("}");
  };

  // A value of storage as JSON; what JSON has no word for as {"$type": …, "value": …}.
  const whole = async (value) => {
    const blobs = new Map();
    const text = json(value, [], blobs);
    if (!blobs.size) return text;
    for (const blob of blobs.keys()) {
      try {
        blobs.set(blob, base64(await new Response(blob).arrayBuffer()));
      } catch (error) {
        blobs.set(blob, "unreadable: " + error);
      }
    }
    return json(value, [], blobs);
  };
  const json = (value, above, blobs) => {
    try {
      return described(value, above || [], blobs || new Map());
    } catch (error) {
      return odd("unreadable", error);
    }
  };
  const odd = (type, value) => '{"$type":' + JSON.stringify(type) + ',"value":' + JSON.stringify(String(value)) + "}";
  const object = (keys, text) => "{" + keys.map((key) => JSON.stringify(key) + ":" + text(key)).join(",") + "}";
  const described = (value, above, blobs) => {
    if (value === null || typeof value === "string" || typeof value === "boolean") return JSON.stringify(value);
    if (typeof value === "number" && isFinite(value)) return Object.is(value, -0) ? "-0" : JSON.stringify(value);
    if (typeof value !== "object") return odd(typeof value, value);
    const round = above.indexOf(value);
    if (round >= 0) return odd("cycle", above.length - round + " up");
    if (above.length > DEEPEST) return odd("too deep", "");
    const inner = (it) => json(it, [...above, value], blobs);
    const typed = (text) => '{"$type":' + JSON.stringify(type) + ',"value":' + text + "}";
    const list = (items) => "[" + items.map(inner).join(",") + "]";
    const type = Object.prototype.toString.call(value).slice(8, -1);
    const fields = () => object(Object.keys(value), (key) => inner(value[key]));
    if (type === "Object") return fields();
    if (type === "Array") return Object.keys(value).length === value.length ? list(value) : typed(fields());
    if (type === "Date") return odd(type, isNaN(value) ? value : value.toISOString());
    if (type === "Map" || type === "Set") return typed(list([...value]));
    if (type === "ArrayBuffer" || ArrayBuffer.isView(value)) return odd(type, base64(value.buffer ? value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength) : value));
    if (type === "Blob" || type === "File") {
      if (!blobs.has(value)) blobs.set(value, "");
      return typed(json({ name: value.name || "", type: value.type, size: value.size, base64: blobs.get(value) }));
    }
    if (/^(RegExp|String|Number|Boolean|BigInt|Error|DOMException)$/.test(type)) return odd(type, value);
    return typed(fields());
  };
  const base64 = (buffer) => {
    const bytes = new Uint8Array(buffer);
    let text = "";
    for (let at = 0; at < bytes.length; at += 8190) text += btoa(String.fromCharCode(...bytes.subarray(at, at + 8190)));
    return text;
  };
})();
