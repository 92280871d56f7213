// What every page needs: the colours that the reader wants before anything is painted, a menu that
// folds by itself, a printed sheet that says where it is from, and what Material's script looks for.
//
// Material prints scripts into the page, which a strict security policy forbids, and keeps things on
// the device of every visitor. Here one thing is kept, and only for who asks: light or dark.

(() => {
  const tag = document.currentScript;
  const scope = new URL(tag.dataset.scope, location);

  Object.assign(window, {
    __md_scope: scope,
    __md_hash: (text) => [...text].reduce((sum, sign) => (31 * sum + sign.charCodeAt(0)) | 0, 0),
    __md_get: () => null,
    __md_set: () => {},
  });

  addEventListener("DOMContentLoaded", () => {
    // The menu lies over the page: it folds when the reader goes on.
    const menu = document.querySelector("[data-pp-menu]");
    menu?.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
    menu?.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
    });
  });

  // A style sheet cannot print the title and the address in the margin: they differ by page.
  addEventListener("beforeprint", () => {
    const address = location.href.split("#")[0];
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      `@page { @bottom-left { content: ${JSON.stringify(document.title)} "\\a" ${JSON.stringify(address)} } }`,
    );
    document.adoptedStyleSheets = [sheet];
  });

  const LIGHT = "default";
  const DARK = "slate";
  const KEY = `${scope.pathname}.scheme`;
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  const offered = tag.dataset.schemes.split(" ");
  if (!offered.includes(LIGHT) || !offered.includes(DARK)) return;

  const preferred = () => (prefersDark.matches ? DARK : LIGHT);
  let chosen = null;
  try {
    chosen = localStorage.getItem(KEY);
  } catch {
    // Refused by the browser: a choice lasts as long as the page.
  }

  function paint() {
    const scheme = chosen ?? preferred();
    document.body.dataset.mdColorScheme = scheme;
    const button = document.querySelector("[data-pp-scheme]");
    if (button) button.ariaPressed = String(scheme === DARK);
  }

  function choose(scheme) {
    // Who wants what the device wants has nothing to keep, and follows it again.
    chosen = scheme === preferred() ? null : scheme;
    try {
      if (chosen) localStorage.setItem(KEY, chosen);
      else localStorage.removeItem(KEY);
    } catch {
      // As above.
    }
    paint();
  }

  // Told of the body before anything of it is painted.
  const waiting = new MutationObserver(() => {
    if (!document.body) return;
    waiting.disconnect();
    paint();
  });
  waiting.observe(document.documentElement, { childList: true });
  prefersDark.addEventListener("change", paint);

  addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("[data-pp-scheme]");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () =>
      choose(document.body.dataset.mdColorScheme === DARK ? LIGHT : DARK),
    );
    paint();
  });
})();
