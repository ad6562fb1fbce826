// Help opens beside the page. Without this, the same links lead to the help as pages.
const panel = document.createElement("dialog");
panel.className = "help-panel";
panel.setAttribute("aria-labelledby", "help-title");
let opener = null;

async function show(link) {
  const answer = await fetch(link.href, { headers: { "X-Part": "help" } });
  if (!answer.ok || answer.redirected) { location.href = link.href; return; }
  panel.innerHTML = await answer.text();
  if (!panel.isConnected) document.querySelector("header.bar").after(panel);
  if (!panel.contains(link)) opener = link.closest("details.me")?.querySelector("summary") ?? link;
  if (!panel.open) panel.show();
  panel.querySelector("#help-title").focus();
}

function hide() {
  panel.close();
  opener?.focus();
}

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  if (event.target.closest("[data-help-close]")) { event.preventDefault(); hide(); return; }
  const link = event.target.closest("a[data-help]");
  if (!link) return;
  event.preventDefault();
  if (panel.open && panel.dataset.shows === link.href) { hide(); return; }
  panel.dataset.shows = link.href;
  show(link);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && panel.open && panel.contains(document.activeElement)) hide();
});
