// What the policy says of each variant as one types. Without this, the button "Save" shows the same.
const form = document.querySelector("[data-compose]");
const findings = document.getElementById("findings");
let latest = 0;
let timer;

async function check() {
  const mine = ++latest;
  const answer = await fetch(location.href, {
    method: "POST",
    body: new FormData(form),
    headers: { "X-Part": "findings" },
  });
  if (mine !== latest) return; // a later key was faster
  if (answer.ok) findings.innerHTML = await answer.text();
  findings.dataset.checked = String(mine);
}

if (form) {
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(check, 60); });
  findings.addEventListener("click", (event) => {
    const take = event.target.closest("[data-take]");
    if (!take) return;
    event.preventDefault();
    form.text.value = take.value;
    form.text.focus();
    check();
  });
}
