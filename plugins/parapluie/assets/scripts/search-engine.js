// What finds pages in the index of the search. It comes with the index, when someone searches.
//
// `pages/search_index.py` makes the index and says how it is packed. There is no stemmer here, only
// the forms that the index lists.

(() => {
  const ENOUGH = 8; // pages with every word, before others are shown with them
  const SYNONYM = 0.7; // what people say otherwise counts less than what they typed
  const WORD = /[\p{L}\p{N}]+(?:['’ʼ‐‑-][\p{L}\p{N}]+)*/gu;
  const SIGNS = new Map();
  for (let code = 33; code < 127; code += 1) {
    if (!'"\\<'.includes(String.fromCharCode(code))) SIGNS.set(code, SIGNS.size);
  }

  const fold = (text) =>
    text.toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae")
      .normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’ʼ]/g, "'").replace(/[‐‑]/g, "-");

  const NUMBER_WORDS = "numéro n no nº";
  /** A number as one types it: lines of any length are hyphens, blanks are one. */
  const signs = (text) => fold(text).replace(/[–—−]/g, "-").replace(/\s+/g, " ").trim();

  /** What is left of a text without a number in it, or nothing where it is only a part of one. */
  function without(text, number) {
    for (let at = text.indexOf(number); at >= 0; at = text.indexOf(number, at + 1)) {
      const [before, after] = [text.slice(0, at), text.slice(at + number.length)];
      const whole = !/[\p{L}\p{N}][-./,]?$/u.test(before) && !/^[-./,]?[\p{L}\p{N}]/u.test(after);
      if (whole) return `${before} ${after}`;
    }
    return null;
  }

  const letters = (word) => {
    let found = 0;
    for (let i = 0; i < word.length; i += 1) found |= 1 << (word.charCodeAt(i) & 31);
    return found;
  };

  /** How far two words are, at most `limit` + 1: letters changed, missing, added or swapped. */
  function distance(one, other, limit) {
    if (Math.abs(one.length - other.length) > limit) return limit + 1;
    // Letters that only one of them has: cheap to know, and enough to refuse most words.
    let different = letters(one) ^ letters(other);
    for (let left = 2 * limit; different; left -= 1, different &= different - 1) {
      if (!left) return limit + 1;
    }
    let above = [];
    let row = Array.from({ length: other.length + 1 }, (_, j) => j);
    for (let i = 1; i <= one.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= other.length; j += 1) {
        const same = one[i - 1] === other[j - 1];
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
        if (one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          next[j] = Math.min(next[j], above[j - 2] + 1);
        }
      }
      if (Math.min(...next) > limit) return limit + 1;
      [above, row] = [row, next];
    }
    return row[other.length];
  }

  function shared(one, other) {
    let length = 0;
    while (length < one.length && one[length] === other[length]) length += 1;
    return length;
  }

  class SearchIndex {
    constructor(data, root) {
      this.data = data;
      this.stop = new Set(data.stop.split(" "));
      this.elided = new RegExp(`^(?:${data.elided.replaceAll(" ", "|")})'`);
      this.postings = data.postings.split("\n");
      const [titles, addresses, summaries] = ["titles", "addresses", "summaries"]
        .map((name) => data[name].split("\n"));
      this.pages = titles.map((title, number) => ({
        number, title, summary: summaries[number], address: new URL(addresses[number], root).href,
        noun: data.nouns[data.noun[number]], group: data.groups[data.group[number]],
        status: data.statuses[data.status[number]], mark: "",
      }));
      this.numbered = []; // pages with a number as adopted, and what it may be called by
      (data.numbers ?? "").split("\n").forEach((mark, number) => {
        if (!mark) return;
        const page = this.pages[number];
        page.mark = mark;
        const noun = mark.includes("\u00a0") ? mark.split("\u00a0")[0] : "";
        const names = this.singulars(`${noun} ${page.noun} ${NUMBER_WORDS}`);
        this.numbered.push({ page, number: signs(mark.slice(noun.length)), names: new Set(names) });
      });
      this.terms = new Map(); // from a form to its terms
      let start = "";
      data.terms.split("\n").forEach((line, term) => {
        const [head, ...endings] = line.split(" ");
        start = start.slice(0, parseInt(head[0], 36)) + head.slice(1);
        for (const ending of endings.length ? endings : ["-"]) {
          const form = ending === "-" ? start : start + ending;
          this.terms.set(form, [...(this.terms.get(form) ?? []), term]);
        }
      });
      for (const said of Object.keys(data.synonyms)) {
        if (!said.includes(" ") && !this.terms.has(said)) this.terms.set(said, []);
      }
      this.forms = [...this.terms.keys()].sort();
    }

    /** The forms of a text, as `Analyser` cuts it: no elided word, compounds in their parts. */
    wordsOf(text) {
      const raw = fold(text).match(WORD) ?? [];
      return raw.flatMap((word) => word.split("-"))
        .map((part) => part.replace(this.elided, "").replaceAll("'", "")).filter(Boolean);
    }

    /** The pages that a term is in, with what it weighs there. */
    weights(term) {
      const { levels, carries } = this.data;
      const first = levels.length + carries;
      const found = [];
      let [level, before, carried] = [0, -1, 0];
      for (const sign of this.postings[term]) {
        const value = SIGNS.get(sign.charCodeAt(0));
        if (value < levels.length) [level, before] = [value, -1];
        else if (value < first) carried = carried * carries + value - levels.length;
        else {
          before += carried * (SIGNS.size - first) + value - first + 1;
          carried = 0;
          found.push([before, levels[level]]);
        }
      }
      return found;
    }

    /** The forms that begin with `start`. */
    beginning(start) {
      let [low, high] = [0, this.forms.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.forms[middle] < start) low = middle + 1;
        else high = middle;
      }
      while (high < this.forms.length && this.forms[high].startsWith(start)) high += 1;
      return this.forms.slice(low, high);
    }

    /** The forms that a word may stand for, with how well; `typing` when it may go on. */
    meant(word, typing) {
      const found = new Map();
      const add = (form, quality) => found.set(form, Math.max(quality, found.get(form) ?? 0));
      const exact = this.terms.has(word);
      if (exact) add(word, 1);
      if (typing || (!exact && word.length > 2)) {
        for (const form of this.beginning(word)) {
          if (form !== word) add(form, (exact ? 0.2 : 0.4) + 0.5 * (word.length / form.length));
        }
      }
      if (!found.size) this.near(word).forEach(([form, quality]) => add(form, quality));
      // Words of the same family, where the word itself is rare.
      const pages = [...this.termsOf(found).keys()]
        .reduce((sum, term) => sum + this.weights(term).length, 0);
      if (word.length > 5 && pages < ENOUGH) {
        for (const form of this.beginning(word.slice(0, 5))) {
          if (shared(word, form) > 0.57 * Math.max(word.length, form.length)) add(form, 0.3);
        }
      }
      return found;
    }

    /** The terms of forms, each with the best of their qualities. */
    termsOf(forms) {
      const found = new Map();
      for (const [form, quality] of forms) {
        for (const term of this.terms.get(form)) {
          found.set(term, Math.max(quality, found.get(term) ?? 0));
        }
      }
      return found;
    }

    /** The forms of what may be the same word: conjugated, in the plural, or mistyped. */
    near(word) {
      const limit = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
      const found = [];
      let longest = 0;
      for (const form of this.forms) {
        const same = shared(word, form);
        const left = Math.max(word.length, form.length) - same;
        const enough = form.length === same || left < 2 ? 3 : Math.max(4, 0.55 * word.length);
        if (left <= (same < 4 ? 2 : 5) && same >= enough) {
          longest = Math.max(longest, same);
          found.push([form, left < 2 ? 0.95 : 0.2 + (0.75 * same) / (same + left), same]);
        } else if (limit && (same || limit > 1)) {
          const far = distance(word, form, limit);
          if (far <= limit) found.push([form, far === 1 ? 0.8 : 0.55, Infinity]);
        }
      }
      return found.filter(([, , same]) => same >= longest);
    }

    /** The ways to read a sequence of words: a quality, and what must all be there, as terms. */
    readings(words, typing) {
      const said = words.filter((word) => !this.stop.has(word));
      const joined = words.join("");
      const meant = (word, open) => this.termsOf(this.meant(word, open));
      if (words.length > 1) {
        const ends = said.includes(words[0]) && said.includes(words.at(-1));
        const found = ends ? this.led(said.map((word) => word.replace(/[sx]$/, "")).join(" "), 1) : [];
        if (this.terms.has(joined) && joined.length > (said.length ? 4 : 6)) {
          found.push([1, [meant(joined, false)]]);
        }
        if (found.length && said.length) {
          found.push([1, said.map((word) => meant(word, typing && word === words.at(-1)))]);
        }
        return found;
      }
      if (!said.length) return [];
      const forms = this.meant(joined, typing);
      const found = [[1, [this.termsOf(forms)]]];
      for (const [form, quality] of forms) found.push(...this.led(form, quality));
      for (let cut = 3; !forms.size && cut <= joined.length - 3; cut += 1) {
        const parts = [joined.slice(0, cut), joined.slice(cut)];
        if (parts.every((part) => this.terms.has(part) && !this.stop.has(part))) {
          found.push([0.8, parts.map((part) => meant(part, false))]);
        }
      }
      return found;
    }

    /** Where what people say leads. */
    led(said, quality) {
      return (this.data.synonyms[said] ?? []).map((target, rank) =>
        [quality * SYNONYM * 0.8 ** rank, target.map((term) => new Map([[term, 1]]))]);
    }

    /** Cut a query into what must be found, the longest sequences that mean something first. */
    wanted(query, typing) {
      const words = this.wordsOf(query);
      const found = [];
      for (let i = 0; i < words.length; ) {
        let size = Math.min(3, words.length - i);
        let readings = [];
        for (; size; size -= 1) {
          const open = typing && i + size === words.length;
          readings = this.readings(words.slice(i, i + size), open);
          if (readings.length) break;
        }
        if (readings.length) found.push(readings);
        i += Math.max(size, 1);
      }
      // Alone, a word that says nothing may be the beginning of one that does.
      if (!found.length && words.length === 1 && typing) {
        found.push([[1, [this.termsOf(this.meant(words[0], true))]]]);
      }
      return found;
    }

    /** How much a title is what was asked for, no more and no less: from 0 to 1. */
    likeness(page, terms, asked) {
      const words = this.wordsOf(this.pages[page].title).filter((word) => !this.stop.has(word));
      const found = words.filter((word) => this.terms.get(word)?.some((term) => terms.has(term)));
      return Math.min(found.length, asked) / Math.max(words.length, asked);
    }

    /** The pages whose titles hold most words of a query, where none of these says anything. */
    titled(query) {
      const asked = [...new Set(this.wordsOf(query))];
      const told = this.pages.map((page) => {
        const words = new Set(this.wordsOf(page.title));
        return [page, asked.filter((word) => words.has(word)).length / (asked.length + words.size)];
      });
      const enough = told.filter(([, part]) => part >= 0.35);
      return enough.sort((one, other) => other[1] - one[1]).map(([page]) => page);
    }

    singulars(text) {
      return this.wordsOf(text).map((word) => word.replace(/[sx]$/, ""));
    }

    /** The pages whose number is asked for, « action 1.2.3 », then those that it begins. */
    ofNumber(query, typing) {
      const asked = signs(query);
      const last = asked.split(" ").at(-1);
      const found = [];
      for (const { page, number, names } of this.numbered) {
        const named = (rest) => this.singulars(rest).every((word) => names.has(word));
        const rest = without(asked, number);
        if (rest !== null) {
          // A bare « 12 » or « a » is a number only beside what is called so.
          if (!/^(?:\d+|\p{L}+)$/u.test(number) || named(rest)) found.push([page, named(rest) ? 3 : 2]);
        } else if (/\d/.test(last) && number.startsWith(last) && named(asked.slice(0, -last.length))) {
          if (typing || /[^\p{L}\p{N}]/u.test(number[last.length])) found.push([page, 1]);
        }
      }
      return found.sort(([a, one], [b, other]) => other - one || a.number - b.number).map(([page]) => page);
    }

    /** Return the pages, the best first, and the terms that were found in them. */
    find(query, typing = false) {
      const { pages, terms } = this.byWords(query, typing);
      const first = this.numbered.length ? this.ofNumber(query, typing) : [];
      return { pages: [...first, ...pages.filter((page) => !first.includes(page))], terms };
    }

    /** The same by words alone. */
    byWords(query, typing) {
      const scores = new Map();
      const terms = new Set();
      const wanted = this.wanted(query, typing);
      for (const readings of wanted) {
        const pages = new Map();
        for (const [quality, words] of readings) {
          const sums = new Map();
          for (const word of words) {
            const best = new Map();
            for (const [term, q] of word) {
              for (const [page, weight] of this.weights(term)) {
                best.set(page, Math.max(best.get(page) ?? 0, q * weight));
                terms.add(term);
              }
            }
            for (const [page, weight] of best) {
              const [sum, count] = sums.get(page) ?? [0, 0];
              sums.set(page, [sum + weight, count + 1]);
            }
          }
          for (const [page, [sum, count]] of sums) {
            if (count < words.length) continue;
            pages.set(page, Math.max(pages.get(page) ?? 0, (quality * sum) / count));
          }
        }
        const rarity = Math.log(1 + this.pages.length / pages.size);
        for (const [page, score] of pages) {
          const [sum, count] = scores.get(page) ?? [0, 0];
          scores.set(page, [sum + rarity * score, count + 1]);
        }
      }
      // Pages with every word come with all that there are; the others complete a short list.
      if (!scores.size) return { pages: this.titled(query), terms };
      const most = Math.max(0, ...[...scores.values()].map(([, count]) => count));
      const ranked = [...scores].map(([page, [sum, count]]) => [page, sum * count ** 2, count]);
      for (const one of ranked) one[1] *= 1 + 0.5 * this.likeness(one[0], terms, wanted.length) ** 2;
      ranked.sort((one, other) => other[1] - one[1] || one[0] - other[0]);
      let room = ENOUGH - ranked.filter(([, , count]) => count === most).length;
      const kept = ranked.filter(([, , count]) => count === most || (room -= 1) >= 0);
      return { pages: kept.map(([page]) => this.pages[page]), terms };
    }

    /** Cut a text of a page into pieces, each with whether it is one of the words found. */
    pieces(text, terms) {
      const found = (form) => this.terms.get(form)?.some((term) => terms.has(term));
      return text.split(/([\p{L}\p{N}]+)/u).filter(Boolean).map((piece) => [piece, found(fold(piece))]);
    }

    /** Return the words of titles that are nearest to those of a query, as titles spell them. */
    suggestions(query) {
      const asked = this.wordsOf(query).filter((word) => !this.stop.has(word));
      const far = new Map();
      for (const word of this.pages.flatMap(({ title }) => title.match(/\p{L}{3,}/gu) ?? [])) {
        const form = fold(word);
        if (this.stop.has(form) || far.has(form)) continue;
        for (const one of asked) {
          const off = distance(one, form, Math.floor(one.length / 2)) - shared(one, form) / 2;
          if (off < one.length / 3) far.set(form, [off, word.toLowerCase()]);
        }
      }
      const nearest = [...far.values()].sort(([one], [other]) => one - other);
      return nearest.slice(0, 5).map(([, word]) => word);
    }
  }

  window.ParapluieSearch = SearchIndex;
})();
