// Keeps a form's draft while someone types. Nothing depends on it: the form's own buttons keep the
// draft as well. Files wait for the buttons, so that none is sent twice.
const PAUSE = 4000;

for (const form of document.querySelectorAll("form[data-draft]")) {
  const status = form.querySelector("[data-draft-status]");
  let timer = 0;

  const keep = async () => {
    const data = new FormData(form);
    for (const input of form.querySelectorAll('input[type="file"]')) data.delete(input.name);
    data.set("action", "save");
    try {
      // Not `form.action`: the buttons are called "action" too, and would be found first.
      const answer = await fetch(form.getAttribute("action"), {
        method: "POST",
        body: data,
        headers: { Accept: "application/json" },
      });
      if (answer.ok) status.textContent = status.dataset.saved;
    } catch {
      status.textContent = "";
    }
  };

  form.addEventListener("input", () => {
    status.textContent = "";
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
}
