// The search: the field of the header, and the page of results.
//
// What finds and what is found come when someone is about to search. Words shown come from the page.

(() => {
  const index = new URL(document.currentScript.dataset.index, location);
  const root = new URL("../../", index);
  const SHOWN = 8; // under the field
  const FIRST = 50; // on the page, until the others are asked for
  const SHORTEST = 2; // letters
  let loading;

  function load(address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      Object.assign(script, { src: address.href, onload: resolve, onerror: reject });
      document.head.append(script);
    });
  }

  /** The index, once for the page. */
  function loaded() {
    loading ??= Promise.all([load(new URL("search-engine.js", index)), load(index)]).then(
      () => new window.ParapluieSearch(window.parapluieSearch, root),
    );
    return loading;
  }

  /** What is asked, or nothing while it is too short; a word may go on until a space ends it. */
  function asked(input) {
    const query = input.value.trim();
    return query.length < SHORTEST ? "" : query;
  }

  const find = (engine, input) => engine.find(input.value, !/\s$/.test(input.value));

  function say(words, number, query = "") {
    const form = ["none", "one"][number] ?? "many";
    return words[form].replace("{number}", number).replace("{words}", () => query);
  }

  function element(name, className, ...children) {
    const made = document.createElement(name);
    made.className = className;
    made.append(...children);
    return made;
  }

  /** A text with the words found marked. Nothing of a page is ever read as HTML. */
  function marked(engine, text, terms) {
    return engine.pieces(text, terms).map(([piece, found]) => (found ? element("mark", "", piece) : piece));
  }

  function link(engine, page, terms) {
    const made = element("a", "", ...marked(engine, page.title, terms));
    if (page.mark) {
      const pause = element("span", "pp-unseen", ",");
      made.prepend(element("span", "pp-number", page.mark, pause), " ");
    }
    made.href = page.address;
    return made;
  }

  function about({ noun, status: [status, phase] }) {
    const made = [element("span", "pp-noun", noun)];
    if (status) made.push(element("span", `pp-status pp-status--${phase}`, status));
    return made.flatMap((part) => [" ", part]);
  }

  // --- The field ---

  function field(form) {
    const input = form.querySelector("input");
    const panel = form.querySelector(".pp-search__found");
    const said = form.querySelector("[role=status]");

    const fold = () => {
      panel.hidden = true;
      said.textContent = "";
    };

    async function show() {
      const query = asked(input);
      if (!query) return fold();
      const engine = await loaded();
      if (query !== asked(input)) return undefined; // another letter came meanwhile
      const { pages, terms } = find(engine, input);
      const list = element("ul", "", ...pages.slice(0, SHOWN).map((page) =>
        element("li", "", link(engine, page, terms), ...about(page))));
      const all = element("a", "pp-search__all", form.dataset.all.replace("{number}", pages.length));
      all.href = `${form.action}?${new URLSearchParams({ q: query })}`;
      panel.replaceChildren(...(pages.length ? [list, all] : [element("p", "", form.dataset.none)]));
      panel.hidden = false;
      said.textContent = say(form.dataset, pages.length);
      return undefined;
    }

    input.addEventListener("focus", loaded, { once: true });
    input.addEventListener("input", show);
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !panel.hidden) {
        event.preventDefault(); // the first one folds, the next one empties the field
        input.focus();
        fold();
      }
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      if (panel.hidden) {
        show();
        return;
      }
      const stops = [input, ...panel.querySelectorAll("a")];
      stops[(stops.indexOf(document.activeElement) + step + stops.length) % stops.length].focus();
    });
    form.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !form.contains(relatedTarget)) fold();
    });
    document.addEventListener("pointerdown", ({ target }) => {
      if (!form.contains(target)) fold();
    });
  }

  // --- The page ---

  function finder(page) {
    const part = (name) => page.querySelector(`.pp-finder__${name}`);
    const [input, help, near, groups] = [page.querySelector("input"), part("help"), part("near"), part("groups")];
    const browse = document.querySelectorAll(".pp-browse");
    const title = document.title;
    const choices = [...groups.querySelectorAll("li")].map((item) => ({
      item, link: item.firstChild, label: item.textContent, group: item.dataset.group,
    }));
    let chosen = "";
    let engine;
    let saying;
    let more;

    const address = (query, group) => `?${new URLSearchParams(group ? { q: query, type: group } : { q: query })}`;

    function show() {
      const query = asked(input);
      const { pages, terms } = query ? find(engine, input) : { pages: [], terms: new Set() };
      const numbers = new Map([["", pages.length]]);
      for (const { group } of pages) numbers.set(group, (numbers.get(group) ?? 0) + 1);
      if (!numbers.has(chosen)) chosen = "";
      for (const { item, link: choice, label, group } of choices) {
        const number = numbers.get(group);
        item.hidden = !number;
        choice.textContent = number ? `${label} (${number})` : label;
        choice.href = address(query, group);
        choice.ariaCurrent = group === chosen ? "true" : null;
      }
      const kept = pages.filter(({ group }) => !chosen || group === chosen);
      const item = (one) => element("li", "",
        element("p", "pp-rows__title", link(engine, one, terms), ...about(one)),
        element("p", "", ...marked(engine, one.summary, terms)));
      part("found").replaceChildren(...kept.slice(0, FIRST).map(item));
      part("more").hidden = kept.length <= FIRST;
      more = () => kept.slice(FIRST).map(item);
      groups.hidden = numbers.size < 3;
      for (const section of browse) section.hidden = pages.length > 0;
      help.hidden = !query || pages.length > 0;
      if (!help.hidden) suggest(query);
      document.title = query ? page.dataset.title.replace("{words}", () => query) : title;
      // Once typing stops, so that it is heard once.
      clearTimeout(saying);
      saying = setTimeout(() => {
        part("said").textContent = query ? say(page.dataset, kept.length, query) : "";
      }, 300);
    }

    function suggest(query) {
      const words = engine.suggestions(query).map((word) => {
        const made = element("a", "", word);
        made.href = address(word);
        return element("li", "", made);
      });
      near.hidden = !words.length;
      near.querySelector("ul").replaceChildren(...words);
    }

    function read() {
      const asking = new URLSearchParams(location.search);
      input.value = asking.get("q") ?? "";
      chosen = asking.get("type") ?? "";
      show();
    }

    function keep(how) {
      const query = asked(input);
      history[how](null, "", query ? address(query, chosen) : location.pathname);
    }

    part("more").firstChild.addEventListener("click", () => {
      const others = more();
      part("found").append(...others);
      part("more").hidden = true;
      others[0].querySelector("a").focus();
    });
    part("needs").hidden = true;
    loaded().then((made) => {
      engine = made;
      read();
      addEventListener("popstate", read);
      input.addEventListener("input", () => {
        show();
        keep("replaceState");
      });
    });
    page.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
    groups.addEventListener("click", (event) => {
      const choice = choices.find(({ link: one }) => one === event.target);
      if (!choice || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      chosen = choice.group;
      show();
      keep("pushState");
    });
  }

  const form = document.querySelector(".pp-search");
  const page = document.querySelector("[data-pp-finder]");
  if (form) field(form);
  if (page) finder(page);

  // With a key held, as WCAG 2.1.4 asks: a letter alone would be taken from who dictates.
  addEventListener("keydown", (event) => {
    if (event.key !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    const input = (page ?? form)?.querySelector("input");
    if (!input?.offsetParent) return; // not shown on a narrow window
    event.preventDefault();
    input.focus();
    input.select();
  });
})();
