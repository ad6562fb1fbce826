// Keys of one letter; never while something is written, and not loaded by whoever turned them off.
const WRITES = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]";
const ROWS = "main tbody tr, main .hits > li, main .cards > li, main ul.rules > li, main [data-walk] > li";
const PATIENCE = 1500; // milliseconds between "g" and its letter
let waits = 0;

function walk(step) {
  const links = [...document.querySelectorAll(ROWS)].map((row) => row.querySelector("a[href]")).filter(Boolean);
  if (!links.length) return;
  const here = document.activeElement?.closest(ROWS)?.querySelector("a[href]");
  const at = links.indexOf(here);
  const to = at < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + step, 0), links.length - 1);
  links[to].focus();
}

function goes(letter) {
  document.querySelector(`[data-area-key="${CSS.escape(letter)}"] a`)?.click();
}

const KEYS = {
  "/": () => { const field = document.querySelector("[data-site-search]"); field.focus(); field.select(); },
  "?": () => document.querySelector("[data-help-keys]")?.click(),
  "g": () => { waits = Date.now(); },
  "j": () => walk(1),
  "k": () => walk(-1),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (event.target.closest?.(WRITES) || event.key.length !== 1) return;
  const gone = waits && Date.now() - waits < PATIENCE;
  waits = 0;
  if (gone) { event.preventDefault(); goes(event.key); return; }
  const deed = KEYS[event.key];
  if (deed) { event.preventDefault(); deed(); }
});
