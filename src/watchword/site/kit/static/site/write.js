// Keeps what is typed, and shows what is seen of it. Without this, the button "Save" keeps it.
const form = document.getElementById("write");
const seen = document.getElementById("seen");
const kept = document.getElementById("kept");
let timer;
let running = false;
let again = false;

async function keep() {
  if (running) { again = true; return; }
  running = true;
  const answer = await fetch(form.dataset.autosave, { method: "POST", body: new FormData(form) });
  running = false;
  const words = await answer.text();
  if (answer.ok || answer.status === 409) {
    seen.innerHTML = words;
    const version = answer.headers.get("X-Version");
    if (version) form.elements.version.value = version;
    kept.textContent = answer.ok ? new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }) + " ✓" : "";
  } else {
    kept.textContent = "…";
  }
  if (again && answer.ok) { again = false; keep(); }
}

form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(keep, 700); });
