// Words and the documents that have them -> documents with a score, in the same sense as lunr's: BM25, summed.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});

  // As langhoc/search/weights.py keeps them.
  const [LEVELS, LOWEST, RATIO] = [12, 0.4, 1.43];
  const WEIGHTS = Array.from({ length: LEVELS }, (_, level) => LOWEST * Math.pow(RATIO, level));
  // A word with other marks is another word: what has only that stands behind all that has the same, or has no marks.
  const OTHER_MARKS = -1000;
  const SAME_MARKS = 1.3;
  // Of a word of which only the best documents are kept, what the others are taken to have.
  const UNSEEN = 0.5;
  // Two words side by side, in parts of what they are worth in a title.
  const BESIDE = 0.5;
  // A word in a title of seven words.
  const TITLE = 8.4;
  const MOST_FORMS = 3;
  // As many documents, as a class of size.
  const FEW = 3;
  // What a weak word is worth.
  const WEAK = 0.35;

  /** How much it says that a document has a word that so many of them have; lunr's formula. */
  langhoc.rarity = function (size, count) {
    return Math.log(1 + Math.abs((count - size + 0.5) / (size + 0.5)));
  };

  /**
   * Takes an index, words with their expansions, all loaded, and the entries of a place that was named, if any. Gives
   * {docs, score, mask, capped, flags, …}: the documents that have any of the words; by document its score, a bit for each
   * word that it has, and its flags, -1 where they are not told; and a bit for each word that any may have.
   */
  langhoc.score = function (index, words, entries) {
    const slots = slotsFor(index.head.documents);
    const [score, best] = [new Float64Array(slots), new Float64Array(slots)];
    const [mask, isOther, flags] = [new Uint16Array(slots), new Uint8Array(slots), new Int8Array(slots).fill(-1)];
    const found = { docs: [], score, mask, flags, capped: 0, beside: new Map(), taken: new Map() };
    // Who types some marks has left none out.
    const isMarked = words.some((word) => word.marked);
    words.forEach((word, bit) => addWord(index, found, isMarked ? Object.assign(word, { form: word.marked }) : word, bit, best, isOther));
    addPairs(index, found, words);
    addTopics(index, found, words, entries);
    addUnseen(found, words);
    return found;
  };

  /** As many numbers as documents may have: langhoc/search/numbers.py. */
  function slotsFor(count) {
    let slots = 64;
    while (slots * 2 < count * 3) slots *= 2;
    return slots;
  }

  function add(found, doc, bits, score) {
    if (!found.mask[doc]) found.docs.push(doc);
    found.mask[doc] |= bits;
    found.score[doc] += score;
  }

  /** The best that each document has it for; `best` and `isOther` are empty before and after. */
  function addWord(index, found, word, bit, best, isOther) {
    const having = [];
    for (const expansion of word.expansions) {
      const [docs, scores, others] = expansion.together ? together(index, expansion, word, found) : single(index, expansion.word, expansion.worth, word, found);
      for (let at = 0; at < docs.length; at++) {
        const doc = docs[at];
        if (!best[doc]) having.push(doc);
        if (!best[doc] || !others[at]) isOther[doc] = others[at];
        if (best[doc] < scores[at]) best[doc] = scores[at];
      }
    }
    for (const doc of having) {
      add(found, doc, 1 << bit, best[doc] + (isOther[doc] ? OTHER_MARKS : 0));
      best[doc] = 0;
    }
  }

  /** The documents that have a word, for each its score, and whether with other marks. */
  function single(index, said, worth, word, found) {
    const term = index.term(said);
    if (!term) return [[], [], []];
    const rarity = langhoc.rarity(term.size, index.head.documents) * worth * (word.weak ? WEAK : 1);
    word.rarity = Math.max(word.rarity || 0, rarity);
    word.isWhole = word.isWhole !== false && term.isWhole;
    if (!term.isWhole) word.least = WEIGHTS[term.levels.reduce((a, b) => Math.min(a, b))];
    word.known = true;
    const form = word.form === undefined || said !== word.folded ? -2 : term.forms.indexOf(word.form);
    const bare = term.forms.indexOf("");
    const isSame = (at) => form !== -2 && term.formOf[at] === form;
    if (term.flags) term.docs.forEach((doc, at) => (found.flags[doc] = term.flags[at]));
    return [
      term.docs,
      term.docs.map((doc, at) => rarity * WEIGHTS[term.levels[at]] * (isSame(at) ? SAME_MARKS : 1)),
      term.docs.map((doc, at) => (form !== -2 && !isSame(at) && term.formOf[at] !== bare ? 1 : 0)),
    ];
  }

  /** A word that stands for two: documents that have both. */
  function together(index, expansion, word, found) {
    const [[docs, scores], [others, more]] = expansion.together.map((one) => single(index, one, expansion.worth, word, found));
    const also = new Map(others.map((doc, at) => [doc, more[at]]));
    const both = docs.filter((doc) => also.has(doc));
    const first = new Map(docs.map((doc, at) => [doc, scores[at]]));
    return [both, both.map((doc) => first.get(doc) + also.get(doc)), both.map(() => 0)];
  }

  /** Documents may have a word of which only the best are known: they are not shut out. */
  function addUnseen(found, words) {
    const worth = words.map((word) => (word.known && !word.isWhole ? word.rarity * word.least * UNSEEN : 0));
    worth.forEach((one, bit) => (found.capped |= one && 1 << bit));
    for (const doc of found.docs) {
      let bits = found.capped & ~found.mask[doc];
      for (let bit = 0; bits; bit++, bits >>= 1) if (bits & 1) found.score[doc] += worth[bit];
    }
  }

  /** Where two words stand side by side, both are there, even if only the best documents of each are known. */
  function addPairs(index, found, words) {
    if (index.all) return;
    for (const [a, b] of langhoc.pairsOf(words)) {
      for (const docs of langhoc.formsOfPair(index, a, b).map(index.pair)) addPair(found, words, [a, b], docs);
    }
    addTaken(index, found, words);
  }

  /**
   * Words that stand side by side in very many titles are taken to do so where one of them stands in a title beside
   * another word of the question: where "tuc lam" does, "bo" is before it.
   */
  function addTaken(index, found, words) {
    const often = sideBySide(words).filter(([a, b]) => index.head.beside.includes(a.folded + " " + b.folded));
    const pairs = often.map((pair) => pair.map((word) => 1 << words.indexOf(word)));
    for (const [doc, bits] of found.beside) {
      let taken = bits;
      for (const [a, b] of pairs) if (taken & a) taken |= b;
      for (const [a, b] of pairs.slice().reverse()) if (taken & b) taken |= a;
      found.taken.set(doc, taken);
    }
  }

  function addPair(found, words, pair, docs) {
    const beside = langhoc.pairScore(...pair);
    const bits = pair.map((word) => [1 << words.indexOf(word), (word.rarity || 0) * TITLE]);
    const both = bits[0][0] | bits[1][0];
    for (const doc of docs) {
      add(found, doc, both, bits.reduce((sum, [bit, each]) => sum + (found.mask[doc] & bit ? 0 : each), beside));
      found.beside.set(doc, found.beside.get(doc) | both);
    }
  }

  /**
   * Among very many documents the words of a topic tell of the best only. What there is on it at a place, the place says.
   */
  function addTopics(index, found, words, entries) {
    for (const name of Object.keys(index.head.topics)) {
      const said = name.split(" ");
      const from = words.findIndex((word, at) => said.every((one, n) => words[at + n] && words[at + n].folded === one));
      if (from < 0) continue;
      for (const doc of [].concat(...entries.map((entry) => index.onTopic(entry, index.head.topics[name])))) {
        for (let at = from; at < from + said.length; at++) addKnown(found, words[at], 1 << at, doc);
      }
    }
  }

  function addKnown(found, word, bit, doc) {
    if (!(found.mask[doc] & bit)) add(found, doc, bit, (word.rarity || 0) * LOWEST);
  }

  function sideBySide(words) {
    return words.slice(1).map((word, at) => [words[at], word]).filter(([a, b]) => b.at === a.at + 1);
  }

  /** Words that were typed side by side, and say something. */
  langhoc.pairsOf = function (words) {
    const isEmpty = (word) => word.weak && !word.named;
    return sideBySide(words).filter(([a, b]) => !isEmpty(a) || !isEmpty(b));
  };

  /** The pairs of words that two words may stand for, where many documents have each: among few, pairs tell nothing. */
  langhoc.formsOfPair = function (index, a, b) {
    const isSure = (word) => index.has(word.folded) && !word.open;
    const forms = [a, b].map((word) => (isSure(word) ? [word.folded] : word.expansions.map((one) => one.word).slice(0, MOST_FORMS)));
    const pairs = [].concat(...forms[0].map((one) => forms[1].map((other) => one + " " + other)));
    return pairs.filter((pair) => pair.split(" ").every((word) => index.has(word) && index.size(word) > FEW)).slice(0, MOST_FORMS);
  };

  langhoc.pairScore = function (a, b) {
    return BESIDE * TITLE * ((a.rarity || 0) + (b.rarity || 0));
  };
})(typeof window === "undefined" ? globalThis : window);
