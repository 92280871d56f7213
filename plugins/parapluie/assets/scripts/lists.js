// A list that answers: filters, counts, order, address, and a table of what is shown.
//
// Each entry says by numbers which boxes of the form hold for it (`3 7-9 12:0`: box 3, boxes 7 to
// 9, and box 12 by way of what the first template of the form says).
"use strict";

(() => {
  const form = document.querySelector("form.pp-filters");
  if (!form) return;
  const article = form.closest("article") || document.body;
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  const words = form.elements.mots;
  const sort = form.elements.tri;
  const result = form.querySelector("output");
  const clear = form.querySelector("button[type=reset]");
  const sources = [...form.querySelectorAll("template")].map((one) => one.content.textContent);
  const facets = [...new Set(boxes.map((box) => box.name))];

  const fold = (text) =>
    text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/[’ʼ]/g, "'");
  const number = (n) => n.toLocaleString("fr-CA");

  const items = [...article.querySelectorAll("[data-facts]")].map((element, rank) => {
    const has = new Map();
    for (const code of element.dataset.facts.split(" ")) {
      const [, first, last, source] = code.match(/^(\d+)(?:-(\d+))?(?::(\d+))?$/) || [];
      if (first === undefined) continue;
      for (let n = +first; n <= +(last || first); n++) has.set(n, source === undefined ? "" : sources[source]);
    }
    const link = element.querySelector("a");
    const brief = element.querySelector("p:not([class])");
    const number = link.querySelector(".pp-number");
    const mark = number ? number.firstChild.data : "";
    // Without its number, which is no part of it.
    const title = link.textContent.slice(number ? number.textContent.length : 0).trim();
    const summary = brief ? brief.textContent.trim() : "";
    const [status, begins, checked, far, dollars] = element.dataset.order.split(",");
    return {
      element, rank, has, mark, title, summary, status, begins, checked, far, dollars,
      address: link.href, home: element.parentNode, next: element.nextSibling,
      folded: fold(`${mark} ${title} ${summary}`),
    };
  });

  // --- The choices: in the form and in the address ---

  const chosen = () => {
    const found = new Map();
    boxes.forEach((box, n) => {
      if (box.checked) found.set(box.name, [...(found.get(box.name) || []), n]);
    });
    return found;
  };

  const read = () => {
    const asked = new URLSearchParams(location.search);
    for (const box of boxes) box.checked = asked.getAll(box.name).includes(box.value);
    words.value = asked.get("mots") || "";
    if (sort) sort.value = [...sort.options].some((o) => o.value === asked.get("tri")) ? asked.get("tri") : "";
  };

  const write = () => {
    const asked = new URLSearchParams(location.search);
    for (const name of [...facets, "mots", "tri"]) asked.delete(name);
    for (const box of boxes) if (box.checked) asked.append(box.name, box.value);
    if (words.value.trim()) asked.set("mots", words.value.trim());
    if (sort && sort.value) asked.set("tri", sort.value);
    const query = asked.toString();
    try {
      history.replaceState(history.state, "", location.pathname + (query ? `?${query}` : "") + location.hash);
    } catch {
      // A browser may refuse it for a file of the disk; the list answers all the same.
    }
  };

  // --- What is shown ---

  // The names of the facets that an entry fails, and whether it fails the words.
  const failed = (item, choices, terms) => {
    const missing = [];
    for (const [name, numbers] of choices) if (!numbers.some((n) => item.has.has(n))) missing.push(name);
    if (!terms.every((term) => item.folded.includes(term))) missing.push("");
    return missing;
  };

  const count = (choices, terms) => {
    const numbers = boxes.map(() => 0);
    const shown = [];
    for (const item of items) {
      const missing = failed(item, choices, terms);
      if (!missing.length) shown.push(item);
      // A choice counts what the other facets leave.
      if (missing.length > 1) continue;
      for (const n of item.has.keys()) if (!missing.length || boxes[n].name === missing[0]) numbers[n]++;
    }
    boxes.forEach((box, n) => {
      const label = box.closest("label");
      const place = label.querySelector(".pp-facet__count");
      const text = number(numbers[n]);
      if (place.textContent !== text) place.textContent = text;
      box.disabled = !numbers[n] && !box.checked;
      label.classList.toggle("pp-facet__none", box.disabled);
    });
    for (const facet of form.querySelectorAll(".pp-facet")) {
      const place = facet.querySelector(".pp-facet__chosen");
      const checked = facet.querySelectorAll(":checked").length;
      place.textContent = checked ? `(${number(checked)})` : "";
      place.hidden = !checked;
    }
    return shown;
  };

  // Why an entry that does not say it by itself answers to a choice.
  const explain = (item, choices) => {
    item.element.querySelector(".pp-by")?.remove();
    const because = [];
    for (const numbers of choices.values()) {
      const held = numbers.filter((n) => item.has.has(n));
      if (held.some((n) => !item.has.get(n))) continue;
      for (const n of held) because.push(`${boxes[n].nextElementSibling.textContent}\u00a0: ${item.has.get(n)}`);
    }
    if (!because.length) return;
    const note = document.createElement("p");
    note.className = "pp-by";
    note.textContent = because.join("; ");
    (item.element.querySelector("p:not([class])") || item.element.querySelector("a").parentNode).after(note);
  };

  const show = (shown) => {
    const kept = new Set(shown);
    for (const item of items) item.element.hidden = !kept.has(item);
    // What holds entries and shows none of them goes with them.
    for (const holder of holders) {
      const own = [...holder.querySelectorAll("[data-facts]")];
      const left = own.filter((element) => !element.hidden).length;
      holder.hidden = !left;
      const place = holder.querySelector(":scope > h2 .pp-h2-count");
      if (place && left) place.textContent = number(left);
    }
    // A way to what is not shown leads nowhere.
    for (const link of article.querySelectorAll("nav li > a[href^='#']"))
      link.parentNode.hidden = !!document.getElementById(link.hash.slice(1))?.closest("[hidden]");
  };

  const say = (shown) => {
    const filtered = boxes.some((box) => box.checked) || words.value.trim();
    const { all, none, one, many } = form.dataset;
    const text = !filtered ? all : shown === 0 ? none : shown === 1 ? one : many.replace("{n}", number(shown));
    if (result.textContent !== text) result.textContent = text;
    clear.hidden = !filtered && !(sort && sort.value);
  };

  // --- The order ---

  // Numbers as people count, in titles too: 2 before 10.
  const { compare: natural } = new Intl.Collator("fr", { numeric: true });
  const compare = (a, b) => natural(a.title, b.title) || a.rank - b.rank;
  const latest = (key) => (a, b) => (b[key] || "").localeCompare(a[key] || "") || compare(a, b);
  // What is not known comes after nothing at all.
  const greatest = (key) => (a, b) => Number(b[key] || -1) - Number(a[key] || -1) || compare(a, b);
  const orders = {
    titre: compare,
    avancement: greatest("far"),
    budget: greatest("dollars"),
    numero: (a, b) => !a.mark - !b.mark || natural(a.mark, b.mark) || compare(a, b),
    statut: (a, b) => (a.status || "99").padStart(2, "0").localeCompare((b.status || "99").padStart(2, "0")) || compare(a, b),
    annee: latest("begins"),
    verifie: latest("checked"),
  };
  const holders = new Set();
  for (const { element } of items)
    for (let up = element.parentNode; up && up !== article; up = up.parentNode) holders.add(up);
  let flat = null;

  const arrange = () => {
    const order = sort && orders[sort.value];
    if (order) {
      if (!flat) {
        const first = items[0].element.parentNode;
        flat = first.cloneNode(false);
        const section = first.closest("section");
        const place = section || first;
        const holder = section ? section.cloneNode(false) : flat;
        if (section) holder.append(flat);
        place.before(holder);
        holders.add(holder).add(flat);
      }
      flat.append(...[...items].sort(order).map((item) => item.element));
    } else if (flat?.firstElementChild) {
      // From the last to the first, so that what each stood before is there.
      for (const item of [...items].reverse())
        item.home.insertBefore(item.element, item.next?.parentNode === item.home ? item.next : null);
    }
  };

  const answer = () => {
    const choices = chosen();
    const terms = fold(words.value).split(/\s+/).filter(Boolean);
    arrange();
    const shown = count(choices, terms);
    for (const item of items) explain(item, choices);
    show(shown);
    say(shown.length);
    return shown;
  };

  // --- A table of what is shown ---

  // An apostrophe before what a spreadsheet would compute, wherever it cuts the text into cells: as
  // in the tables that are published.
  const gap = String.raw`[,;:|"\0-\x20\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\s]`;
  const sign = "[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20\uFE62\uFE63\uFE66\uFE6B]";
  const cuts = new RegExp(`(${gap}+)('*)(?=${sign}([^]?))`, "g");
  const separators = /[,;:|"\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]/;
  const first = new RegExp(`^'*(?:${gap}*'*${sign}|[\\t\\r\\n])`);
  const asleep = (text) => {
    const cut = text.replace(cuts, (all, blank, _, after) =>
      separators.test(blank) || (blank.includes(" ") && after !== " ") ? `${all}'` : all,
    );
    return first.test(cut) ? `'${cut}` : cut;
  };
  const cell = (text) => `"${asleep(text).replace(/"/g, '""')}"`;

  const table = () => {
    const shown = items.filter((item) => !item.element.hidden);
    if (sort && orders[sort.value]) shown.sort(orders[sort.value]);
    const [title, brief, checked, address, number] = form.dataset.columns.split("|");
    const legends = facets.map((name) => boxes.find((b) => b.name === name).closest("fieldset").querySelector("legend").textContent);
    const rows = shown.map((item) => [
      ...(number ? [item.mark] : []),
      item.title,
      item.summary,
      ...facets.map((name) =>
        boxes.flatMap((box, n) => (box.name === name && item.has.has(n) ? [box.nextElementSibling.textContent] : [])).join(", "),
      ),
      item.checked,
      item.address,
    ]);
    return [[...(number ? [number] : []), title, brief, ...legends, checked, address], ...rows].map((row) => row.map(cell).join(";")).join("\r\n");
  };

  const download = () => {
    // The mark tells Excel that the text is UTF-8.
    const blob = new Blob([`\uFEFF${table()}\r\n`], { type: "text/csv;charset=utf-8" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `${form.dataset.file}.csv`;
    link.click();
    // Once the browser has taken it.
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };

  // --- Events ---

  let waiting = 0;
  const changed = () => {
    clearTimeout(waiting);
    answer();
    write();
  };
  form.addEventListener("change", changed);
  words.addEventListener("input", () => {
    // A screen reader should hear one result, not one a letter.
    clearTimeout(waiting);
    waiting = setTimeout(changed, 250);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    changed();
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const box of boxes) box.checked = false;
    words.value = "";
    if (sort) sort.value = "";
    changed();
    form.querySelector("summary").focus();
  });
  form.elements.csv.addEventListener("click", download);
  window.addEventListener("popstate", () => {
    read();
    answer();
  });

  read();
  form.hidden = false;
  const panel = form.querySelector(".pp-filters__panel");
  panel.open = matchMedia("(min-width: 45em)").matches;
  answer();
  for (const facet of form.querySelectorAll(".pp-facet")) facet.open = !!facet.querySelector(":checked");
})();
