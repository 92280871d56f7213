// « And for me? »: what touches all the groups that one ticks, then each, then everyone.
//
// The choice stands after the # of the address, which browsers never send.
"use strict";

(() => {
  const form = document.querySelector("form.pp-choices");
  if (!form) return;
  const place = document.querySelector(".pp-answers");
  const result = form.querySelector("output");
  const clear = form.querySelector("button[type=reset]");
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  const groups = boxes.filter((box) => box.name === form.dataset.group);
  const themes = boxes.filter((box) => box.name !== form.dataset.group);
  const piece = (name) => form.querySelector(`template[data-pp="${name}"]`).content.cloneNode(true);
  const number = (n) => n.toLocaleString("fr-CA");
  // How many of a kind are shown before one asks for the rest.
  const FEW = 8;

  // --- The choice and the address ---

  const read = () => {
    const asked = new URLSearchParams(location.hash.slice(1));
    for (const box of boxes) box.checked = asked.getAll(box.name).includes(box.value);
  };

  const write = () => {
    const asked = new URLSearchParams();
    for (const box of boxes) if (box.checked) asked.append(box.name, box.value);
    const text = asked.toString();
    try {
      history.replaceState(history.state, "", location.pathname + location.search + (text ? `#${text}` : ""));
    } catch {
      // A browser may refuse it for a file of the disk; the page answers all the same.
    }
  };

  // --- The data: a file of ours, asked for once, at the first choice ---

  let asked = null;
  const data = () =>
    (asked ||= new Promise((done, fail) => {
      const script = document.createElement("script");
      script.src = form.dataset.source;
      script.onload = () => done(window.parapluiePersona);
      script.onerror = fail;
      document.head.append(script);
    }));

  // --- What touches whom ---

  const TITLE = 0, URL_ = 1, NOUN = 2, KIND = 3, STATUS = 4, WAYS = 5, THEMES = 6, FEMININE = 7;

  // A theme of each sort that has one ticked.
  const wanted = (entry) => {
    const sorts = new Map();
    themes.forEach((box, n) => {
      if (box.checked) sorts.set(box.name, [...(sorts.get(box.name) || []), n]);
    });
    const found = entry[THEMES].filter((n) => themes[n].checked);
    return [...sorts.values()].every((some) => some.some((n) => found.includes(n))) && found;
  };

  const answer = ({ entries, joins, within }, ticked) => {
    // What is for a group is for those within it; for a combination, for who belongs to all of it.
    const own = (group) => [group, ...(within[group] || [])].filter((one) => ticked.includes(one));
    const meant = (group) => {
      const found = (joins[group] || [group]).map(own);
      return found.every((some) => some.length) ? [...new Set(found.flat())] : [];
    };
    const both = [], every = [], each = new Map(ticked.map((group) => [group, []]));
    entries.forEach((entry, n) => {
      const about = wanted(entry);
      if (!about) return;
      if (!Array.isArray(entry[WAYS])) return void every.push({ n, why: [[entry[WAYS]]], about });
      const ways = entry[WAYS].map(([way, all]) => [
        way,
        all.map((group) => [group, meant(group)]).filter(([, some]) => some.length),
      ]);
      const covered = new Set(ways.flatMap(([, all]) => all.flatMap(([, some]) => some)));
      if (!covered.size) return;
      const reasons = (wants) =>
        ways.map(([way, all]) => [way, all.filter(wants)]).filter(([, all]) => all.length);
      if (ticked.length > 1 && covered.size === ticked.length) both.push({ n, ways: reasons(() => true), about });
      else for (const one of covered) each.get(one).push({ n, about, ways: reasons(([, some]) => some.includes(one)) });
    });
    return { both, each, every };
  };

  // --- Pages of it ---

  const enumerate = (words) => {
    const last = words[words.length - 1];
    return words.length < 2 ? last : `${words.slice(0, -1).join(", ")}${form.dataset.and}${last}`;
  };

  const linked = (entry, tag) => {
    const link = document.createElement("a");
    link.href = entry[URL_];
    const inside = tag ? link.appendChild(document.createElement(tag)) : link;
    inside.textContent = entry[TITLE];
    return link;
  };

  const paragraph = (name, ...inside) => {
    const made = document.createElement("p");
    made.className = name;
    made.append(...inside);
    return made;
  };

  // « aux familles, et donc aux familles monoparentales »
  const told = (all, [group, some]) =>
    all.joins[group] || some.includes(group)
      ? all.groups[group]
      : `${all.groups[group]}${form.dataset.so}${enumerate(some.map((one) => all.groups[one]))}`;

  const row = (all, { n, ways, why, about }) => {
    const entry = all.entries[n];
    const item = document.createElement("li");
    const noun = document.createElement("span");
    noun.className = "pp-noun";
    noun.textContent = entry[NOUN];
    const head = paragraph("pp-rows__title", linked(entry), " ", noun);
    if (entry[STATUS]) {
      const status = document.createElement("span");
      status.className = `pp-status pp-status--${entry[STATUS][1]}`;
      status.textContent = entry[STATUS][0];
      head.append(" ", status);
    }
    item.append(head);
    const sentences =
      why || (ways || []).map(([way, some]) => [...way, ` ${enumerate(some.map((one) => told(all, one)))}.`]);
    for (const parts of sentences)
      item.append(paragraph("pp-why", ...parts.map((p) => (typeof p === "number" ? linked(all.entries[p], "em") : p))));
    if (about.length) {
      const [he, she] = form.dataset.about.split("|");
      const words = enumerate(about.map((t) => all.themes[t]));
      item.append(paragraph("pp-why", `${entry[FEMININE] ? she : he}${words}.`));
    }
    return item;
  };

  const section = (all, name, found, none, title) => {
    const made = document.createElement("section");
    made.className = "pp-section";
    made.append(piece(name));
    if (title) {
      const link = made.querySelector("h2 a");
      link.textContent = title.textContent;
      link.href = title.href;
    }
    if (!found.length) made.append(piece(none));
    const kinds = new Map();
    for (const one of found) {
      const kind = all.entries[one.n][KIND];
      kinds.set(kind, [...(kinds.get(kind) || []), one]);
    }
    for (const [kind, some] of [...kinds].sort(([a], [b]) => a - b)) {
      const part = piece("kind");
      const [words, count] = part.querySelectorAll("span");
      words.textContent = all.kinds[kind];
      count.textContent = number(some.length);
      const list = part.querySelector("ul");
      const cut = some.length > FEW + 2 ? FEW : some.length;
      list.append(...some.slice(0, cut).map((one) => row(all, one)));
      made.append(part);
      if (cut < some.length) {
        const more = piece("more").firstElementChild;
        more.textContent = more.textContent.replace("{n}", number(some.length - cut));
        more.addEventListener("click", () => {
          const rest = some.slice(cut).map((one) => row(all, one));
          list.append(...rest);
          more.remove();
          rest[0].querySelector("a").focus();
        });
        list.after(more);
      }
    }
    return made;
  };

  const pages = [...document.querySelectorAll("#pages ~ .pp-chips a")];

  const draw = (all) => {
    const ticked = groups.flatMap((box, n) => (box.checked ? [n] : []));
    const { both, each, every } = answer(all, ticked);
    const made = [];
    const count = { both: number(both.length), every: number(every.length) };
    let words;
    if (ticked.length) {
      if (ticked.length > 1) made.push(section(all, "both", both, "none-both"));
      for (const [group, found] of each) {
        const none = both.length ? "none-else" : themes.some((box) => box.checked) ? "none" : "none-one";
        made.push(section(all, "one", found, none, pages[group]));
      }
      made.push(section(all, "everyone", every, "none"));
      count.each = number(new Set([...each.values()].flat().map(({ n }) => n)).size);
      words = ticked.length > 1 ? form.dataset.many : form.dataset.one;
    } else {
      const found = all.entries.flatMap((entry, n) => (wanted(entry) ? [{ n, about: wanted(entry) }] : []));
      made.push(section(all, "themes", found, "none"));
      count.each = number(found.length);
      words = form.dataset.themes;
    }
    place.replaceChildren(...made);
    result.textContent = words.replace(/\{(\w+)\}/g, (_, name) => count[name]);
  };

  const changed = async () => {
    const some = boxes.some((box) => box.checked);
    clear.hidden = !some;
    if (!some) {
      place.replaceChildren();
      result.textContent = form.dataset.start;
      return;
    }
    try {
      const all = await data();
      // What was ticked may have changed while the file came.
      if (boxes.some((box) => box.checked)) draw(all);
    } catch {
      asked = null;
      result.textContent = form.dataset.lost;
    }
  };

  form.addEventListener("change", () => {
    write();
    changed();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const box of boxes) box.checked = false;
    write();
    changed();
    boxes[0].focus();
  });
  addEventListener("hashchange", () => {
    read();
    changed();
  });

  read();
  form.hidden = false;
  if (boxes.some((box) => box.checked)) changed();
})();
