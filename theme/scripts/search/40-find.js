// A query -> the documents that lunr finds for it: those with all words, else those with some.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});

  // A whole word counts for more than one that only begins so; one with the same marks for more than a folded one.
  const WHOLE = 2;
  const SAME_MARKS = 2;

  /** lunr's clauses for the words: every one required, or none. What a clause leaves out is lunr's default. */
  langhoc.clauses = function (words, required) {
    const presence = required ? lunr.Query.presence.REQUIRED : lunr.Query.presence.OPTIONAL;
    const clauses = [];
    for (const word of words) {
      const wildcard = word.open ? lunr.Query.wildcard.TRAILING : lunr.Query.wildcard.NONE;
      clauses.push({ term: word.folded, presence, wildcard });
      if (word.open) clauses.push({ term: word.folded, boost: WHOLE });
      if (word.marked) clauses.push({ term: langhoc.MARKED + word.marked, wildcard, boost: SAME_MARKS });
    }
    return clauses;
  };

  /** What lunr finds, best first: {ref, score, matchData}. */
  langhoc.ask = function (index, clauses) {
    return index.query((query) => clauses.forEach((clause) => query.clause(Object.assign({ usePipeline: false }, clause))));
  };

  /** Takes the index and the words of a query; gives {hits, complete}: whether the hits have all words. */
  langhoc.find = function (index, words) {
    if (!words.length) return { hits: [], complete: true };
    const all = langhoc.ask(index, langhoc.clauses(words, true));
    if (all.length || words.length === 1) return { hits: all, complete: true };
    return { hits: withMost(langhoc.ask(index, langhoc.clauses(words, false)), words), complete: false };
  };

  /** The hits with at least half of the words; when there are none, those with as many as any has. */
  function withMost(hits, words) {
    const counts = hits.map((hit) => words.filter((word) => langhoc.fieldsOf(hit, word)).length);
    const enough = Math.min(Math.max(0, ...counts), Math.ceil(words.length / 2));
    return hits.filter((hit, place) => counts[place] >= enough);
  }

  /** By field whether the hit has the word there; null when it has it nowhere. */
  langhoc.fieldsOf = function (hit, word, marked) {
    const asked = marked ? langhoc.MARKED + word.marked : word.folded;
    const terms = Object.keys(hit.matchData.metadata);
    const found = terms.filter((term) => (word.open ? term.startsWith(asked) : term === asked));
    return found.length ? Object.assign({}, ...found.map((term) => hit.matchData.metadata[term])) : null;
  };
})(typeof window === "undefined" ? globalThis : window);
