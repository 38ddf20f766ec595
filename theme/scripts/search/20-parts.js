// The files of an index (langhoc/search/index.py) -> its words, postings, places and summaries, each loaded when it is needed.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});

  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUE = {};
  [...DIGITS].forEach((sign, value) => (VALUE[sign] = value));
  const LANDMARK = -2;
  // As langhoc/search/source.py writes it.
  const FORMAT = 2;
  const DAY_ZERO = Date.UTC(2020, 0, 1);

  const received = (langhoc.received = {});

  /** What each part hands over, by its name. */
  langhoc.receive = (name, data) => (received[name] = data);

  /** Ascending numbers from the steps between them: digits of base 32, the last of each number from the first half. */
  langhoc.unpack = function (packed) {
    const numbers = [];
    let number = 0;
    let step = 0;
    for (const sign of packed) {
      const digit = VALUE[sign];
      if (digit === undefined) throw new Error("not a digit");
      step = step * 32 + (digit % 32);
      if (digit < 32) {
        numbers.push((number += step));
        step = 0;
      }
    }
    return numbers;
  };

  /** FNV-1a, as langhoc/search/packing.py: in which part something stands. */
  const hash = (langhoc.hash = function (text) {
    let code = 0x811c9dc5;
    for (let place = 0; place < text.length; place++) code = Math.imul(code ^ text.charCodeAt(place), 0x01000193) >>> 0;
    return code;
  });

  /** Takes what loads a part by its name; gives the index. Throws when no good head was received. */
  langhoc.openIndex = function (load) {
    const head = received.head;
    if (head.format !== FORMAT) throw new Error("a head of another format");
    const cuts = head.words.split("|").map((cut) => cut.split(" "));
    const words = [].concat(...cuts);
    if (words.length !== head.sizes.length) throw new Error("words and sizes differ");
    const places = new Map(words.map((word, place) => [word, place]));
    const cutOf = [].concat(...cuts.map((cut, number) => cut.map(() => number)));
    const asked = {};
    const made = new Map();
    const summaries = new Map();

    const index = { head, words, lost: new Set(), all: head.whole, language: head.language };
    index.has = (word) => places.has(word);
    /** How many documents have a word, roughly: 0 to 15. */
    index.size = (word) => VALUE[head.sizes[places.get(word)]] >> 2;
    /** Short forms and what they stand for: "tp" is "thanh pho". */
    index.short = new Map(Object.entries(head.short));
    const isInNames = (word, how) => places.has(word) && (VALUE[head.sizes[places.get(word)]] & how) > 0;
    /** Whether the name of a place may end with the last of these words, with all of them. */
    index.endsNames = (words) => isInNames(words.split(" ").pop(), 1);
    index.isEnding = (words) => index.endsNames(words) && words.split(" ").slice(0, -1).every((word) => isInNames(word, 2));
    index.partOf = (word) => "w" + hash(cuts[cutOf[places.get(word)]][0]).toString(16);
    index.pairPart = (words) => `p${head.pairs}-${hash(words) % head.pairs}`;
    index.areaPart = (id) => (head.whole ? "p1-0" : `a${head.areas}-${hash(id) % head.areas}`);
    index.summaryPart = (number) => `s${head.chunk}-${Math.floor(number / head.chunk)}`;

    /** The same index for one question: `isMissing` tells whether a part that it needed could not be had. */
    index.forQuestion = () => {
      const needed = new Set();
      const need = (names) => {
        names.forEach((name) => needed.add(name));
        return index.need(names);
      };
      return Object.assign(Object.create(index), { need, isMissing: () => [...needed].some((name) => index.lost.has(name)) });
    };

    /** Waits until parts are there, or are known not to be. */
    index.need = (names) => {
      const open = [...new Set(names)].filter((name) => !(name in received));
      if (!open.length) return null;
      return Promise.all(open.map((name) => asked[name] || (asked[name] = fetchPart(name))));
    };

    async function fetchPart(name) {
      try {
        await load(name);
      } catch (error) {}
      if (name in received) index.lost.delete(name);
      else index.lost.add(name);
      delete asked[name];
    }

    /** What `make` makes of a part that is there, once; `otherwise` when it is not there, or is damaged: then it is lost. */
    function once(key, name, make, otherwise) {
      if (!(name in received)) return otherwise;
      if (!made.has(key)) {
        try {
          made.set(key, make(received[name]));
        } catch (error) {
          index.lost.add(name);
          delete received[name];
          return otherwise;
        }
      }
      return made.get(key);
    }

    /** The documents of a word: {size, isWhole, docs, levels, forms, formOf, flags}; null when nothing is known of it. */
    index.term = (word) => {
      if (!places.has(word)) return null;
      const name = index.partOf(word);
      const part = once(name, name, columns, null);
      return part && once("=" + word, name, () => term(part, word), null);
    };

    function columns([said, ...rest]) {
      const held = said ? said.split(" ") : words;
      return { at: new Map(held.map((word, place) => [word, place])), columns: rest.map((column) => column.split("~")) };
    }

    function term(part, word) {
      const [size, docs, levels = "", forms = "", formOf = "", flags = ""] = part.columns.map(
        (column) => column[part.at.get(word)]
      );
      const numbers = langhoc.unpack(docs);
      const each = (signs) => (signs.length > 1 ? [...signs].map((sign) => VALUE[sign]) : repeated(signs, numbers.length));
      return {
        isWhole: !size,
        size: +size || new Set(numbers).size,
        docs: numbers,
        levels: each(levels),
        forms: forms.split(","),
        formOf: each(formOf),
        flags: flags ? each(flags) : null,
      };
    }

    function repeated(sign, count) {
      return new Array(count).fill(VALUE[sign] || 0);
    }

    /** The documents in whose titles two words stand side by side; none, too, where very many have them. */
    index.pair = (pair) => {
      const name = index.pairPart(pair);
      const found = once(name, name, ([pairs]) => new Map(pairs.split("~").map((one) => one.split("|"))), null);
      return found && found.has(pair) ? once(">" + pair, name, () => langhoc.unpack(found.get(pair)), []) : [];
    };

    /** The last words of a name, by which it is looked up: two, or three, where very many names end with these. */
    index.ending = (key) => {
      const said = key.split(" ");
      const end = said.slice(-2).join(" ");
      return head.common.includes(end) ? said.slice(-3).join(" ") : end;
    };

    /** What is called so: {number, id, title, packed, name}; of a landmark these are its area's, but for the documents. */
    index.called = (key) => {
      const name = index.pairPart(index.ending(key));
      const names = once("@" + name, name, ([, entries]) => byKey(head.whole ? index.named() : entries.map(partArea)), null);
      return (names && names.get(key)) || [];
    };

    function byKey(entries) {
      const found = new Map();
      for (const entry of entries) {
        for (const name of entry.names) {
          for (const [key, isLoose] of keys(name)) {
            if (!found.has(key)) found.set(key, []);
            if (!found.get(key).some((one) => one.number === entry.number && one.packed === entry.packed)) {
              found.get(key).push(Object.assign({ name, isLoose }, entry));
            }
          }
        }
      }
      return found;
    }

    function partArea([number, said, packed, title, names, topics]) {
      const id = idBeside(title, said);
      return { number: number < 0 ? ~number : number, isLandmark: number < 0, id, packed, title, names: names.split("|"), topics };
    }

    function wholeArea(number, [, parent, point, packed, names]) {
      const { id, title } = index.summary(number);
      const isLandmark = +parent === LANDMARK;
      const called = (isLandmark ? [] : [title]).concat(names ? names.split("|") : []);
      return { number, isLandmark, id, title, packed, names: called, parent: +parent, point: pointOf(point) };
    }

    function pointOf(said) {
      return said ? said.split(",").map(Number) : null;
    }

    /** All that is called something, in an index in one file. */
    index.named = () => once("named", "p1-0", ([, columns]) => byStep(rows(columns), wholeArea), []);

    /** The folded forms under which a name is looked up: as it is, and without what sort of place it is; that of a
     * landmark is `loose`. */
    function keys(name) {
      const said = langhoc.writtenWords(name).map((word) => word.folded).join(" ");
      const sort = head.units.concat(head.landmarks).find((one) => said.startsWith(one + " "));
      const rest = sort ? said.slice(sort.length + 1) : "";
      return rest.includes(" ") ? [[said, false], [rest, head.landmarks.includes(sort)]] : [[said, false]];
    }

    /** All areas of an index in one file. */
    index.areas = () => once("areas", "p1-0", () => index.named().filter((area) => !area.isLandmark), []);

    /** An area by its id: {number, id, title, packed, around: [[km, documents]]}; undefined where there is none. */
    index.area = (id) => {
      if (head.whole) {
        const area = index.areas().find((one) => one.id === id);
        return area && Object.assign({ around: aroundOf(area) }, area);
      }
      const name = index.areaPart(id);
      const areas = once(name, name, (held) => new Map(held.map((one) => [idBeside(one[2], one[0]), one])), null);
      const said = areas && areas.get(id);
      if (!said) return undefined;
      const [, number, title, packed, point, around] = said;
      return { number, id, title, packed, point: pointOf(point), around: around.map(([km, docs]) => [km, langhoc.documentsOf(docs)]) };
    };

    function aroundOf(area) {
      if (!area.point) return [];
      const above = new Set(index.areas().map((one) => one.parent));
      return index
        .areas()
        .filter((one) => one.point && one.number !== area.number && !above.has(one.number) && one.packed)
        .map((one) => [kilometres(area.point, one.point), langhoc.documentsOf(one.packed)])
        .sort((a, b) => a[0] - b[0]);
    }

    /** What a result shows of a document; null when its part is not there. */
    index.summary = (number) => {
      if (!summaries.has(number)) {
        const name = index.summaryPart(number);
        const held = once(name, name, byPlace, null);
        const row = held && held.get(number % head.chunk);
        if (!row) return null;
        summaries.set(number, summary(number, row));
      }
      return summaries.get(number);
    };

    function byPlace([places, ...columns]) {
      const numbers = places ? places.split("\t") : [];
      return new Map(rows(columns).map((row, at) => [numbers.length ? +numbers[at] : at, row]));
    }

    function summary(number, [kind, said, title, place, flags, when, cost, state, until, note, language]) {
      const id = idBeside(title, said);
      const folder = head.folders[kind];
      const [isPast, isOver] = (until || "").split("|").map((day) => day && DAY_ZERO + (+day + 1) * 864e5 <= Date.now() + 252e5);
      const path = folder ? head.prefix + folder + "/" + id + ".html" : said;
      // A copy may be read when a story may not be told any more.
      const isGone = isPast && kind === "story";
      return { number, id, kind, isGone, isOver: Boolean(isOver), path, title, place, flags: +flags, when, cost, state: isPast ? "" : state, note, language, isFree: (flags & 1) > 0 };
    }

    /** The documents at a place that are on a topic, by its number. */
    index.onTopic = (entry, topic) => {
      const docs = entry.topics ? langhoc.documentsOf(entry.packed) : [];
      return docs.filter((doc, at) => VALUE[entry.topics[at]] === topic);
    };
    return index;
  };

  /** The documents at a place; null for everywhere. What one can join stands first. */
  langhoc.documentsOf = function (packed) {
    return packed === "*" ? null : [].concat(...packed.split(".").map(langhoc.unpack));
  };

  /** A table in columns, each in one text -> its rows. */
  function rows(columns) {
    const cells = columns.map((column) => column.split("\t"));
    return (cells[0] || []).map((_, at) => cells.map((column) => column[at]));
  }

  /** What is made of each row with its number: each begins with the step from the one before. */
  function byStep(table, make) {
    let number = 0;
    return table.map((row) => make((number += +row[0]), row));
  }

  /** An id without what it shares with the title beside it. */
  const idBeside = (langhoc.idBeside = function (title, said) {
    const shared = /^(\d+)~(.*)$/.exec(said);
    return shared ? langhoc.words(title).join("-").slice(0, +shared[1]) + shared[2] : said;
  });

  /** Between two points in thousandths of a degree, on a plane. */
  function kilometres(a, b) {
    const east = (a[1] - b[1]) * Math.cos((a[0] / 1000) * (Math.PI / 180));
    return Math.round(1.112 * Math.hypot(a[0] - b[0], east)) / 10;
  }
})(typeof window === "undefined" ? globalThis : window);
