// The whole way of a question: understood, its parts loaded, found, narrowed, ranked, shown.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});

  // Of so many the titles are looked at once more; of an index in parts, of those that are shown.
  const LOOKED_AT = 100;
  const NAMES_LOOKED_AT = 40;
  const MOST_AROUND = 3;
  const MOST_CALLED = 3;
  // A title that says no more than was asked, in parts of what its words are worth.
  const OF_TITLE = 2.8;
  // A document with one more of the words stands before those with one less.
  const ONE_MORE = 1000;
  // And one that has all of them before one of which that is not known.
  const UNSURE = 100;
  // What has the words by the way only, in parts of what the best is worth.
  const BY_THE_WAY = 0.6;
  // Where fewer are found, what is much like it is shown below, so many in all; no worse than so much of the best found.
  const FEW = 4;
  const AS_GOOD = 0.8;

  /** Takes the data of the search box, once engine and head are there. Throws when the head is missing or damaged. */
  langhoc.openFinder = function (data) {
    const index = langhoc.openIndex((name) => langhoc.load(data.index.replace(/\.js$/, "/" + name + ".js")));
    return {
      index,
      search: (state) => search(index.forQuestion(), state),
      places: (text) => langhoc.places(index.forQuestion(), text),
      values: (facet, state) => langhoc.values(index.forQuestion(), facet, state),
    };
  };

  // What is asked

  /** Reads a question and loads what it needs: {text, words, said, names, wanted, toFind, …}. One round trip. */
  async function prepare(index, state) {
    const text = state.q || "";
    const words = langhoc.read(text);
    const said = state.isPlain ? [] : langhoc.saidFilters(words);
    const left = words.filter((word) => !said.some((one) => word.at >= one.from && word.at < one.to));
    const names = langhoc.possibleNames(index, left);
    const toFind = left.length ? langhoc.wordsToFind(left) : [];
    toFind.forEach((word) => (word.expansions = langhoc.expand(index, word)));
    const wanted = langhoc.wanted(state, said);
    const waiting = index.need([
      ...langhoc.partsOfNames(index, names),
      ...partsOfWords(index, toFind),
      ...langhoc.partsToNarrow(index, wanted, state.near, toFind.length > 0),
      ...(toFind.length && !names.some((name) => index.head.everywhere.includes(name.key)) ? [] : [index.partOf(":all")]),
    ]);
    if (waiting) await waiting;
    const place = langhoc.namedPlace(index, left, names);
    // Of what is called so in more than one way only what was typed is said: "Thủ Đức" is a ward, and was a city.
    if (place && new Set(place.entries.map((entry) => entry.name)).size > 1) place.title = endOf(place.title, place.to - place.first);
    return { text, words, said, left, toFind, wanted, place };
  }

  /** The last so many words of a name. */
  function endOf(name, count) {
    const words = langhoc.writtenWords(name);
    return name.slice(words[Math.max(0, words.length - count)].from);
  }

  function partsOfWords(index, words) {
    const single = [].concat(...words.map((word) => word.expansions.map((one) => one.together || [one.word])));
    const pairs = index.all ? [] : [].concat(...langhoc.pairsOf(words).map(([a, b]) => langhoc.formsOfPair(index, a, b)));
    return [].concat(...single).map(index.partOf).concat(pairs.map(index.pairPart));
  }

  /** The words apart from those of the place that was named. */
  function apartFromPlace(query) {
    const { toFind, place, left } = query;
    if (!place) return { words: toFind, required: toFind.filter((word) => !word.weak) };
    const named = new Set(left.slice(place.from, place.to).map((word) => word.at));
    const words = toFind.map((word) => (named.has(word.at) ? Object.assign({}, word, { weak: true, named: true }) : word));
    const others = words.filter((word) => !word.named);
    const strong = others.filter((word) => !word.weak);
    return { words, required: strong };
  }

  // What is found

  /** Everything that has what was asked: {docs, score, far, isNearest, isComplete, isCapped, …}, not yet in order. */
  async function find(index, state) {
    const query = await prepare(index, state);
    const { words, required } = apartFromPlace(query);
    const found = langhoc.score(index, words, query.place ? query.place.entries : []);
    const flagOf = langhoc.flagReader(index, found.flags);
    const tests = langhoc.tests(index, query.wanted, flagOf);
    const bits = bitsOf(words, required);
    const base = bits ? withWords(found, bits, required) : withoutWords(index, state, query, found);
    const far = new Map();
    const result = { query, words, required, found, tests, flagOf, far, base: base.docs, sure: base.sure, isComplete: base.isComplete, isNearest: false };
    result.isCapped = bits ? required.every((word) => word.known && !word.isWhole) : base.isCapped;
    if (query.place) await narrowToPlace(index, result);
    relax(result, state);
    if (state.near) narrowToNear(index, result, state.near);
    if (result.isNearest && required.length) result.base = notByTheWay(result);
    return result;
  }

  /** How far it is counts among what is about the words, not among all that has them somewhere. */
  function notByTheWay(result) {
    const score = (doc) => result.found.score[doc];
    const placed = result.base.filter(passing(result)).filter((doc) => result.far.has(doc));
    const best = Math.max(...placed.map(score));
    return placed.length ? result.base.filter((doc) => score(doc) > best - Math.abs(best) * BY_THE_WAY) : result.base;
  }

  /** Documents with all words, else those with at least half, else with as many as any has. */
  function withWords(found, bits, required) {
    const isAll = (doc) => (found.mask[doc] & bits) > 0 && ((found.mask[doc] | found.capped) & bits) === bits;
    const all = found.docs.filter(isAll);
    const isSure = (doc) => ((found.mask[doc] | found.taken.get(doc)) & bits) === bits;
    const sure = all.filter(isSure);
    all.forEach((doc) => isSure(doc) || (found.score[doc] -= UNSURE));
    if (all.length) return { docs: all, sure: sure.length ? sure : all, isComplete: true };
    const count = (doc) => ones(found.mask[doc] & bits);
    const most = found.docs.reduce((best, doc) => Math.max(best, count(doc)), 0);
    const enough = Math.max(1, Math.min(most, Math.ceil(required.length / 2)));
    const some = found.docs.filter((doc) => count(doc) >= enough);
    some.forEach((doc) => (found.score[doc] += count(doc) * ONE_MORE));
    return { docs: some, sure: some, isComplete: false };
  }

  function bitsOf(words, some) {
    return some.reduce((sum, word) => sum | (1 << words.indexOf(word)), 0);
  }

  function ones(bits) {
    let count = 0;
    for (; bits; bits &= bits - 1) count++;
    return count;
  }

  /** Where no word is left to be found: what is at the place, or has what is wanted, or all; the most useful first. */
  function withoutWords(index, state, query, found) {
    const all = index.term(":all") || { docs: [], levels: [], isWhole: true };
    const worth = new Map(all.docs.map((doc, at) => [doc, all.levels[at]]));
    if (all.flags) all.docs.forEach((doc, at) => (found.flags[doc] = all.flags[at]));
    const listed = state.near || query.place ? null : smallest(index, query.wanted);
    const docs = (query.place && atPlace(query.place)) || listed || all.docs;
    docs.forEach((doc, at) => (found.score[doc] = (worth.get(doc) || 0) + found.score[doc] / 100 - at / 1e6));
    return { docs, sure: docs, isComplete: true, isCapped: docs === all.docs && !all.isWhole };
  }

  /** The shortest list of documents with what is wanted. */
  function smallest(index, wanted) {
    const facets = Object.keys(wanted).filter((facet) => !(index.all && facet in langhoc.FLAGS));
    const lists = facets.map((facet) => {
      if (!(facet in langhoc.FLAGS)) return langhoc.documentsWith(index, facet, wanted[facet]);
      const term = index.term(":" + facet);
      return term ? new Set(term.docs) : new Set();
    });
    const good = lists.filter(Boolean).sort((a, b) => a.size - b.size);
    return good.length ? [...good[0]] : null;
  }

  /** The documents at a place that was named; null for everywhere. */
  function atPlace(place) {
    const lists = place.entries.map((entry) => langhoc.documentsOf(entry.packed));
    return lists.includes(null) ? null : [...new Set([].concat(...lists))];
  }

  /** To what is at the place, or says its name; where nothing is, to what is nearest. */
  async function narrowToPlace(index, result) {
    const place = result.query.place;
    const docs = atPlace(place);
    if (!docs) return;
    const here = new Set(docs);
    const named = new Set(place.entries.filter((entry) => !entry.isLandmark).map((entry) => entry.number));
    const says = saysName(index, result.query.left.slice(place.first, place.to));
    const isHere = remembered((doc) => here.has(doc) || named.has(doc) || says(doc));
    result.tests.place = isHere;
    result.places = named;
    if (result.sure.filter(passing(result, ["place"])).some(isHere)) return;
    delete result.tests.place;
    // What has only some of the words is not what was asked for, however near.
    if (!result.isComplete) return;
    result.isElsewhere = true;
    const ids = [...new Set(place.entries.map((entry) => entry.id))].slice(0, MOST_AROUND);
    const waiting = index.need(ids.map(index.areaPart));
    if (waiting) await waiting;
    result.far = langhoc.distances(ids.map(index.area).filter(Boolean));
    if (!result.required.length) result.base = [...result.far.keys()];
    result.isNearest = result.far.size > 0;
  }

  /** Whether a document's own title says the name. */
  function saysName(index, words) {
    const pairs = words.slice(1).map((word, at) => words[at].folded + " " + word.folded);
    if (!pairs.length) return () => false;
    if (index.all) return (doc) => pairs.every((pair) => spaced(titleOf(index, doc)).includes(" " + pair + " "));
    const lists = pairs.map((pair) => new Set(index.pair(pair)));
    return (doc) => lists.every((list) => list.has(doc));
  }

  function titleOf(index, doc) {
    const summary = index.summary(doc);
    return summary ? summary.title : "";
  }

  /** What is told of each document, asked for once. */
  function remembered(tell) {
    const known = new Map();
    return (doc) => {
      if (!known.has(doc)) known.set(doc, tell(doc));
      return known.get(doc);
    };
  }

  function narrowToNear(index, result, id) {
    const area = index.area(id);
    result.isNowhere = !area;
    // Near a city in which most is, everything is.
    if (!area || langhoc.documentsOf(area.packed) === null) return;
    result.far = langhoc.distances([area]);
    if (!result.required.length && !result.query.place) result.base = result.sure = [...result.far.keys()];
    const isNear = langhoc.isNear(result.far);
    if (result.sure.filter(passing(result, ["near"])).some(isNear)) result.tests.near = isNear;
    else {
      result.isNearest = true;
      result.tests.near = (doc) => result.far.has(doc);
    }
  }

  /** What was said in passing is let go where nothing would be left: "free" says nothing of a book. One, the last that
   *  will do, or else all.
   */
  function relax(result, state) {
    const said = result.query.said.filter((one) => !(one.facet in state) || state[one.facet] === false || state[one.facet].length === 0);
    const tests = result.tests;
    const isLeft = () => result.base.some(passing(result));
    const letGo = (several) => {
      result.tests = Object.assign({}, tests);
      several.forEach((one) => delete result.tests[one.facet]);
      return several;
    };
    if (!said.length || isLeft()) return;
    const last = said.slice().reverse().find((one) => isLeft(letGo([one])));
    letGo(last ? [last] : said).forEach((one) => (one.isLetGo = true));
  }

  /** Whether a summary bears out what could only be taken to hold. */
  function hasFlags(result, one) {
    const flags = Object.keys(langhoc.FLAGS).filter((flag) => flag in result.tests);
    return flags.every((flag) => one.flags & langhoc.FLAGS[flag]) || (result.places && result.places.has(one.number));
  }

  langhoc.find = find;
  langhoc.search = search;
  langhoc.passing = passing;
  langhoc.areasOf = areasOf;

  /** A test of documents: all that narrows, `except` some facets. */
  function passing(result, except = []) {
    const facets = Object.keys(result.tests).filter((facet) => !except.includes(facet));
    const tests = facets.map((facet) => result.tests[facet]);
    return (doc) => tests.every((test) => test(doc));
  }

  // In which order

  async function search(index, state) {
    const result = await find(index, state);
    let docs = result.base.filter(passing(result));
    const { score } = result.found;
    const byScore = (a, b) => score[b] - score[a] || a - b;
    const km = (doc) => (result.far.has(doc) ? result.far.get(doc) : Infinity);
    const byNearness = (a, b) => compare(km(a), km(b)) || byScore(a, b);
    const isByNearness = result.isNearest || state.order === "near" || (state.near && state.order !== "name");
    docs.sort(isByNearness ? byNearness : byScore);
    const total = docs.length;
    // What nothing is found by may be meant as it stands: "thu hai" need not be Monday.
    if (!total && result.query.said.length) return search(index, Object.assign({}, state, { isPlain: true }));
    const isPlaceAlone = result.places && !result.required.length;
    if (isPlaceAlone) docs = placesFirst(result, docs);
    const most = state.most || langhoc.AT_ONCE;
    const isByName = state.order === "name";
    // Some of these may turn out not to be what is asked for.
    const enough = most + doubtful(index, result, docs.slice(0, most)) + (isPlaceAlone ? MOST_CALLED : 0);
    const inParts = isByName ? Math.max(NAMES_LOOKED_AT, most) : enough;
    const looked = docs.slice(0, index.all ? (isByName ? docs.length : Math.max(LOOKED_AT, most)) : inParts);
    const room = isByNearness || isByName ? 0 : Math.min(most, FEW) - total;
    const alike = room > 0 ? alikeTo(result, docs).slice(0, room) : [];
    const waiting = index.need(looked.concat(alike).map(index.summaryPart));
    if (waiting) await waiting;
    const known = looked.map(index.summary).filter(Boolean);
    const good = known.filter((one) => !one.isGone && hasFlags(result, one));
    const count = total - (known.length - good.length);
    if (isByName) good.sort((a, b) => collator(index.language)(a.title, b.title) || a.number - b.number);
    else if (!isByNearness && result.required.length) rerank(index, good, result);
    const shown = isPlaceAlone && !isByName ? calledFirst(good, result) : good;
    // A copy may be read long after it was made.
    shown.sort((a, b) => a.isOver - b.isOver);
    const found = answer(index, state, result, shown.slice(0, most), Math.max(count, Math.min(looked.length, shown.length)));
    return Object.assign(found, { alike: alike.map(index.summary).filter((one) => one && !one.isGone).map((one) => asShown(result, one)) });
  }

  /**
   * What has all the words, but elsewhere or at other times; then what has most of them: the best first. Only what is
   * nearly as good as what was found, or better: that may have the words by the way.
   */
  function alikeTo(result, docs) {
    const { found, words, required, query } = result;
    if (!result.isComplete || !required.length) return [];
    const bits = bitsOf(words, required);
    const isFound = new Set(docs);
    const count = (doc) => ones(found.mask[doc] & bits);
    const worth = (doc) => found.score[doc] + count(doc) * ONE_MORE;
    const best = docs.reduce((most, doc) => Math.max(most, found.score[doc]), 0);
    const isAlike = (doc) => !isFound.has(doc) && count(doc) * 2 > required.length && found.score[doc] > best * AS_GOOD;
    const isAllowed = passing(result, ["place", ...query.said.map((one) => one.facet)]);
    return found.docs.filter(isAlike).filter(isAllowed).sort((a, b) => worth(b) - worth(a));
  }

  /** How many of these may turn out to have not the flags that are wanted. */
  function doubtful(index, result, docs) {
    const isAsked = Object.keys(langhoc.FLAGS).some((flag) => flag in result.tests);
    return isAsked ? docs.filter((doc) => result.found.flags[doc] < 0).length : 0;
  }

  /** Who names a place means that; but first what is perhaps called just so. */
  function placesFirst(result, docs) {
    const { mask, score } = result.found;
    const all = (1 << result.words.length) - 1;
    const isCalled = (doc) => mask[doc] === all && score[doc] > 0;
    const called = result.found.docs.filter(isCalled).filter(passing(result, ["place"])).sort((a, b) => score[b] - score[a]);
    const first = new Set([...called.slice(0, MOST_CALLED), ...result.places]);
    return [...first, ...docs.filter((doc) => !first.has(doc))];
  }

  /** What only says the name of the place stands behind the place. */
  function calledFirst(shown, result) {
    const asked = result.words.map((word) => word.folded).join(" ");
    const order = remembered((one) => (wordsOf(one.title).join(" ") === asked ? 0 : result.places.has(one.number) ? 1 : 2));
    const base = new Set(result.base);
    return shown.filter((one) => order(one) < 2 || base.has(one.number)).sort((a, b) => order(a) - order(b));
  }

  function compare(a, b) {
    return a === b ? 0 : a - b;
  }

  langhoc.collator = collator;

  function collator(language) {
    return new Intl.Collator(language, { numeric: true }).compare;
  }

  /** The best looked at once more, with their titles at hand. */
  function rerank(index, shown, result) {
    const { words, found } = result;
    const pairs = index.all ? langhoc.pairsOf(words) : [];
    const asked = new Set([].concat(...words.map((word) => word.expansions.map((one) => one.word))));
    const worth = words.reduce((sum, word) => sum + (word.rarity || 0), 0);
    const scores = new Map(shown.map((one) => [one, found.score[one.number] + bonus(one, asked, worth, pairs)]));
    shown.sort((a, b) => scores.get(b) - scores.get(a) || a.number - b.number);
  }

  function bonus(one, asked, worth, pairs) {
    const title = wordsOf(one.title);
    const covered = title.filter((word) => asked.has(word)).length;
    const beside = pairs.map(([a, b]) => {
      const pair = " " + a.folded + " " + b.folded + " ";
      return spaced(one.title).includes(pair) ? langhoc.pairScore(a, b) : spaced(one.place).includes(pair) ? langhoc.pairScore(a, b) / 2 : 0;
    });
    return (title.length ? (covered / title.length) * worth * OF_TITLE : 0) + beside.reduce((sum, each) => sum + each, 0);
  }

  // The same titles are looked at with every question.
  const cut = new Map();

  function wordsOf(text) {
    return known(text).words;
  }

  /** The folded words with a space around each. */
  function spaced(text) {
    return known(text).spaced;
  }

  function known(text) {
    if (!cut.has(text)) {
      const words = langhoc.writtenWords(text).map((word) => word.folded);
      cut.set(text, { words, spaced: " " + words.join(" ") + " " });
    }
    return cut.get(text);
  }

  // What is answered

  function answer(index, state, result, shown, total) {
    const { query } = result;
    return {
      results: shown.map((one) => asShown(result, one)),
      total,
      isCapped: result.isCapped,
      complete: result.isComplete,
      counts: counts(index, state, result),
      understood: understood(index, query),
      nearest: result.isNearest && shown.length > 0,
      elsewhere: Boolean(result.isElsewhere) && shown.length > 0,
      nowhere: Boolean(result.isNowhere),
      spellings: spellings(query, shown),
      missing: index.isMissing(),
    };
  }

  function asShown(result, one) {
    const km = result.far.get(one.number);
    return Object.assign({}, one, { km: km > 0 ? km : null, names: namesOf(result, one) });
  }

  /** The former name or landmark by which an area was found. */
  function namesOf(result, one) {
    const place = result.query.place;
    const entry = place && place.entries.find((each) => each.number === one.number);
    return entry && entry.name !== one.title ? [entry.name] : [];
  }

  /** How many there would be with each flag; null where that is not known. */
  function counts(index, state, result) {
    const found = {};
    for (const flag of Object.keys(langhoc.FLAGS)) {
      const left = result.base.filter(passing(result, [flag]));
      const isKnown = index.all || left.every((doc) => result.found.flags[doc] >= 0);
      found[flag] = isKnown ? left.filter((doc) => result.flagOf(doc) & langhoc.FLAGS[flag]).length : null;
    }
    return found;
  }

  function understood(index, query) {
    const { text, words, left, place, toFind } = query;
    const piece = (from, to) => ({ text: text.slice(words[from].from, words[to - 1].to), without: langhoc.without(text, words, from, to) });
    const named = place ? left.slice(place.from, place.to).map((word) => word.at) : [];
    const rest = toFind.filter((word) => !named.includes(word.at));
    return {
      words: rest.map((word) => text.slice(word.from, word.to)).join(" "),
      filters: query.said.map((one) => Object.assign({ facet: one.facet, value: one.value, isLetGo: Boolean(one.isLetGo) }, piece(one.from, one.to))),
      place: place && Object.assign({ title: place.title, areas: areasOf(index, place) }, piece(named[0], named[named.length - 1] + 1)),
    };
  }

  function areasOf(index, place) {
    const areas = new Map(place.entries.map((entry) => [entry.id, entry]));
    return [...areas.values()].map((entry) => ({ id: entry.id, title: entry.title, path: index.head.prefix + index.head.folders.area + "/" + entry.id + ".html" }));
  }

  /** Whole questions with the words that the index has, for those that it has not: with those of what was found. */
  function spellings(query, shown) {
    const titles = shown.map((one) => spaced(one.title));
    const textOf = (one) => (one.together || [one.word]).join(" ");
    const count = (one) => titles.filter((title) => title.includes(" " + textOf(one) + " ")).length;
    const isOther = (word, one) => one.worth < 0.9 && !one.word.startsWith(word.folded);
    const found = query.toFind.filter((word) => word.expansions.length && word.expansions.every((one) => one.together || isOther(word, one)));
    return found.map((word) => {
      const text = textOf(word.expansions.reduce((best, one) => (count(one) > count(best) ? one : best)));
      return { text, q: query.text.slice(0, word.from) + text + query.text.slice(word.to) };
    });
  }
})(typeof window === "undefined" ? globalThis : window);
