// Findings as one types. Without this, the button "Check" does the same.
const form = document.querySelector("[data-check]");
const findings = document.getElementById("findings");
const text = document.getElementById("text");
const alts = document.getElementById("alts");
let latest = 0;
let timer;

async function check() {
  const mine = ++latest;
  const answer = await fetch(form.action || location.href, {
    method: "POST",
    body: new FormData(form),
    headers: { "X-Part": "findings" },
  });
  if (mine !== latest) return; // a later key was faster
  if (answer.ok) findings.innerHTML = await answer.text();
  findings.dataset.checked = String(mine);
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(check, 20);
}

function describe() {
  const wanted = Math.min(Number(form.pictures.value) || 0, 20);
  while (alts.children.length > wanted) alts.lastElementChild.remove();
  while (alts.children.length < wanted) {
    const at = alts.children.length;
    const field = document.createElement("div");
    field.className = "field";
    const label = document.createElement("label");
    label.htmlFor = `alt-${at}`;
    label.textContent = `${alts.dataset.label} ${at + 1}`;
    const input = document.createElement("input");
    Object.assign(input, { id: `alt-${at}`, name: `alt-${at}`, className: "form-control", maxLength: 2000 });
    field.append(label, input);
    alts.append(field);
  }
}

form.addEventListener("input", () => { describe(); soon(); });
findings.addEventListener("click", (event) => {
  const take = event.target.closest("[data-take]");
  if (!take) return;
  event.preventDefault();
  text.value = take.value;
  text.focus();
  check();
});
