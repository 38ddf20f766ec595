// The whole way of a question: understood, found, ranked.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});

  const MOST_NAMES = 2;

  /**
   * Takes an unpacked catalogue and any text; gives {results, complete, namesOf}: documents, best first; whether they
   * have all words; and for a document the names it was found by, when its title and place do not say them.
   */
  langhoc.search = function (catalogue, text) {
    const query = langhoc.understand(text);
    const found = langhoc.find(catalogue.index, query.words);
    const hits = langhoc.rank(catalogue.documents, found.hits, query);
    return {
      results: hits.map((hit) => catalogue.documents[hit.ref]),
      complete: found.complete,
      namesOf: (document) => namesOf(catalogue.documents, document, query),
    };
  };

  /** The names that say the question, for a reader to see why an unfamiliar place is shown. */
  function namesOf(documents, document, query) {
    const shown = langhoc.words(document.title + " " + document.place);
    if (query.said.every((word) => shown.some((each) => isWord(each, word)))) return [];
    const names = document.names.concat(...document.within.map((number) => documents[number].names));
    return names.filter((name) => langhoc.says(name, query)).slice(0, MOST_NAMES);
  }

  function isWord(each, word) {
    return word.open ? each.startsWith(word.folded) : each === word.folded;
  }
})(typeof window === "undefined" ? globalThis : window);
