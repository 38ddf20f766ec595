// An index file (langhoc/search/index.py) -> its documents and a lunr.Index, computed as lunr's own builder does.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});

  // Before a word that is written with marks, to keep it apart from the folded ones.
  const MARKED = (langhoc.MARKED = "=");
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  // lunr keeps what else it knows of a word in a document here.
  const NOTHING = {};
  // lunr's defaults.
  const B = 0.75;
  const K1 = 1.2;

  /** Takes what an index file says; gives {documents, index}. Throws when it is damaged. */
  langhoc.unpack = function (data) {
    const documents = data.documents.map(unpackDocument);
    const inverted = invert(data, documents.length);
    const fields = data.boosts.map((boost) => boost[0]);
    const index = new lunr.Index({
      invertedIndex: inverted,
      fieldVectors: vectors(inverted, data.boosts, documents.length),
      tokenSet: lunr.TokenSet.fromArray(Object.keys(inverted).sort()),
      fields: fields,
      pipeline: new lunr.Pipeline(),
    });
    return { documents: documents, index: index };
  };

  function unpackDocument(shown) {
    const [path, title, kind, place, names = [], within = [], language = ""] = shown;
    return { path, title, kind, place, names, within, language };
  }

  /** lunr's inverted index: for each term its number, and by field the documents that have it. */
  function invert(data, count) {
    const inverted = Object.create(null);
    const terms = data.words ? data.words.split(" ") : [];
    for (const [field] of data.boosts) {
      const packed = data.postings[field].split(",");
      if (terms.length && packed.length !== terms.length) throw new Error("postings and words differ");
      terms.forEach((term, place) => {
        for (const number of unpackNumbers(packed[place])) {
          if (number >= count) throw new Error("no such document");
          add(inverted, data.boosts, term, field, number);
          if (term[0] === MARKED) add(inverted, data.boosts, langhoc.fold(term.slice(1)), field, number);
        }
      });
    }
    Object.keys(inverted).forEach((term, place) => (inverted[term]._index = place));
    return inverted;
  }

  function add(inverted, boosts, term, field, number) {
    if (!inverted[term]) {
      inverted[term] = {};
      for (const [each] of boosts) inverted[term][each] = {};
    }
    inverted[term][field][number] = NOTHING;
  }

  /** Ascending numbers from the steps between them: digits of base 32, the last of each number from the first half. */
  function unpackNumbers(packed) {
    const numbers = [];
    let number = -1;
    let step = 0;
    for (const sign of packed) {
      const digit = DIGITS.indexOf(sign);
      if (digit < 0) throw new Error("not a digit");
      step = step * 32 + (digit % 32);
      if (digit < 32) {
        number += step + 1;
        numbers.push(number);
        step = 0;
      }
    }
    return numbers;
  }

  /** BM25 weights of every term in every document's field, as lunr.Builder computes them. A term stands there once. */
  function vectors(inverted, boosts, count) {
    const terms = Object.keys(inverted);
    const rarity = terms.map((term) => lunr.idf(inverted[term], count));
    const found = Object.create(null);
    for (const [field, boost] of boosts) {
      const places = Array.from({ length: count }, () => []);
      terms.forEach((term, place) => Object.keys(inverted[term][field]).forEach((number) => places[number].push(place)));
      const mean = places.reduce((sum, each) => sum + each.length, 0) / count;
      places.forEach((each, number) => {
        const weight = (boost * (K1 + 1)) / (K1 * (1 - B + (B * each.length) / mean) + 1);
        const elements = [].concat(...each.map((place) => [place, rounded(weight * rarity[place])]));
        found[field + "/" + number] = new lunr.Vector(elements);
      });
    }
    return found;
  }

  function rounded(weight) {
    return Math.round(weight * 1000) / 1000;
  }
})(typeof window === "undefined" ? globalThis : window);
