// Runs before the source of a custom match function, in the same context: takes away what would make two runs differ,
// and answers how the host talks to the function. What it needs later it keeps for itself, because the function may
// change every global.
(() => {
  "use strict";
  const { parse, stringify } = JSON;
  const { freeze, defineProperty } = Object;
  const write = globalThis.print;
  const LONGEST_LINE = 1000;

  const hidden = [
    "Date", "Intl", "WeakRef", "FinalizationRegistry", "SharedArrayBuffer", "Atomics", "Graal", "Polyglot", "Java",
    "load", "loadWithNewGlobal", "print", "printErr", "performance", "setTimeout", "setInterval", "quit", "read",
  ];
  for (const name of hidden) {
    delete globalThis[name];
  }

  const text = value => (typeof value === "string" ? value : stringify(value) ?? String(value));
  const logger = severity => (...values) =>
    write(stringify({ severity, body: values.map(text).join(" ").slice(0, LONGEST_LINE) }));
  globalThis.console = freeze({
    debug: logger("DEBUG"),
    log: logger("INFO"),
    info: logger("INFO"),
    warn: logger("WARN"),
    error: logger("ERROR"),
  });

  // mulberry32: small, fast, and the same everywhere
  let state = 0;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  defineProperty(Math, "random", { value: random, writable: false, configurable: false });

  const check = () => {
    if (typeof globalThis.match !== "function") {
      throw new TypeError("the source defines no function 'match'");
    }
    return "ok";
  };

  return {
    begin: seed => {
      state = seed | 0;
    },
    check,
    run: input => {
      check();
      return stringify(globalThis.match(parse(input)) ?? []);
    },
  };
})();
