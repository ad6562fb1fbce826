// Small comforts; every page reads and works without them.
const narrow = matchMedia("(max-width: 860px)");
for (const menu of document.querySelectorAll("details[data-narrow-closed]")) {
  const fit = () => { menu.open = !narrow.matches; };
  fit();
  narrow.addEventListener("change", fit);
}
// a menu closes when attention goes elsewhere
document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details.me[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.activeElement?.closest("details.me[open]");
  if (open) { open.open = false; open.querySelector("summary").focus(); }
});
