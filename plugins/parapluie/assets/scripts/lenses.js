// A project run through the framework: what is typed stays in the page, and leaves it as a file.
//
// Keys and words are those of the page. A draft is kept on the device only when asked.
"use strict";

(() => {
  const form = document.querySelector("form.pp-lenses");
  if (!form) return;
  const said = form.querySelector("output");
  const act = (name) => form.querySelector(`[data-act="${name}"]`);
  const inputs = [...form.querySelectorAll("input, select, textarea")];
  const records = [...form.querySelectorAll("[data-record]")];
  const draft = `parapluie-lenses:${location.pathname}`;
  const say = (text) => { said.textContent = text; };

  const when = form.querySelector("input[type=date]");
  if (!when.value) {
    const now = new Date();
    const two = (n) => String(n).padStart(2, "0");
    when.value = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  }

  // --- The file ---

  // A string of JSON is one of YAML. The spaces that YAML folds or refuses become plain ones.
  const scalar = (input, value) =>
    "plain" in input.dataset ? value : JSON.stringify(value.replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]+/g, " "));
  // An arbitration without a tension is what somebody typed before changing the answer.
  const isAsked = (input) =>
    !input.closest(".pp-lens__arbitration") || input.closest("[data-record]").querySelector(".pp-lens__tension:checked");
  const filled = (within) =>
    [...within.querySelectorAll("[data-key]")].filter(
      (input) => (input.type !== "radio" || input.checked) && input.value.trim() && isAsked(input),
    );
  const lines = (within, indent) =>
    filled(within).map((input) => `${indent}${input.dataset.key}: ${scalar(input, input.value.trim())}\n`);

  const file = () => {
    const top = filled(form).filter((input) => !input.closest("[data-record]"));
    let text = "---\n";
    for (const input of top) text += `${input.dataset.key}: ${scalar(input, input.value.trim())}\n`;
    const answered = records.filter((record) => filled(record).length);
    if (answered.length) text += `${form.dataset.list}:\n`;
    for (const record of answered) {
      text += `  - ${record.dataset.record}: ${record.dataset.value}\n${lines(record, "    ").join("")}`;
    }
    const rest = form.querySelector("[data-text]").value.trim();
    return `${text}---\n${rest ? `\n${rest}\n` : ""}`;
  };

  const name = () => {
    const title = form.querySelector("[required]").value.replace(/\u0153/gi, "oe").replace(/\u00e6/gi, "ae");
    const plain = title.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
    return `${plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "") || "x"}.md`;
  };

  const missing = () => {
    const open = records.filter((record) => !record.querySelector("input:checked")).length;
    const torn = records.filter(
      (record) => record.querySelector(".pp-lens__tension:checked") && !record.querySelector("[data-wanted]").value.trim(),
    ).length;
    return [open, torn];
  };

  act("download").addEventListener("click", () => {
    if (!form.reportValidity()) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([file()], { type: form.dataset.downloadType }));
    link.download = name();
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    const [open, torn] = missing();
    say(open || torn ? form.dataset.missing.replace("{n}", open).replace("{t}", torn) : form.dataset.done);
  });
  act("print").addEventListener("click", () => print());

  // On paper a text box must show all that it holds.
  const grow = (input) => { input.rows = Math.max(input.rows, input.value.split("\n").length, Math.ceil(input.value.length / 70)); };
  form.addEventListener("input", (event) => { if (event.target.rows) grow(event.target); });
  form.addEventListener("submit", (event) => event.preventDefault());

  // --- The draft ---

  const store = (work) => {
    try {
      return work(localStorage);
    } catch {
      say(form.dataset.refused);
      return null;
    }
  };
  const keep = () => store((kept) => {
    kept.setItem(draft, JSON.stringify(inputs.map((input) => (input.type === "radio" ? input.checked : input.value))));
    act("erase").hidden = false;
    say(form.dataset.kept);
  });
  act("keep").addEventListener("click", keep);
  act("erase").addEventListener("click", () => store((kept) => {
    kept.removeItem(draft);
    act("keep").focus();
    act("erase").hidden = true;
    say(form.dataset.erased);
  }));
  let found = null;
  try {
    found = JSON.parse(localStorage.getItem(draft));
  } catch {
    // Nothing was kept, or nothing can be.
  }
  // Lenses may have changed since: such a draft fits no longer.
  if (Array.isArray(found) && found.length === inputs.length) {
    inputs.forEach((input, n) => {
      if (input.type === "radio") input.checked = found[n] === true;
      else if (typeof found[n] === "string") input.value = found[n];
      if (input.rows) grow(input);
    });
    act("erase").hidden = false;
    say(form.dataset.restored);
  }
  for (const button of form.querySelectorAll("[data-act]")) if (button.dataset.act !== "erase") button.hidden = false;
})();
