// Puts a canned reply where the cursor stands. Without it the same button asks the server to.
for (const form of document.querySelectorAll("form[data-reply]")) {
  const choice = form.querySelector("[data-canned]");
  const button = form.querySelector("[data-insert]");
  const text = form.querySelector("textarea");
  if (!choice || !button || !text) continue;

  button.addEventListener("click", (event) => {
    event.preventDefault();
    const words = choice.selectedOptions[0]?.dataset.text;
    if (!words) return;
    const before = text.value && text.selectionStart === text.value.length ? "\n\n" : "";
    text.setRangeText(before + words, text.selectionStart, text.selectionEnd, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
    text.focus();
  });
}
