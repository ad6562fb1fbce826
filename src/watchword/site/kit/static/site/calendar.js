// Dragging a post to another day. Without this, its own page moves it.
const mover = document.querySelector("[data-mover]");
if (mover) {
  for (const words of document.querySelectorAll("[data-can-drag]")) words.hidden = false;
  let moved = null;
  document.addEventListener("dragstart", (event) => {
    moved = event.target.closest?.("[data-move]") ?? null;
    if (moved) event.dataTransfer.effectAllowed = "move";
  });
  document.addEventListener("dragend", () => {
    moved = null;
    for (const day of document.querySelectorAll(".is-over")) day.classList.remove("is-over");
  });
  for (const day of document.querySelectorAll("[data-day]")) {
    day.addEventListener("dragover", (event) => {
      if (!moved || day.contains(moved)) return;
      event.preventDefault();
      day.classList.add("is-over");
    });
    day.addEventListener("dragleave", (event) => {
      if (!day.contains(event.relatedTarget)) day.classList.remove("is-over");
    });
    day.addEventListener("drop", (event) => {
      if (!moved || day.contains(moved)) return;
      event.preventDefault();
      mover.action = moved.dataset.move;
      mover.elements.at.value = `${day.dataset.day}T${moved.dataset.time}`;
      mover.submit();
    });
  }
}
