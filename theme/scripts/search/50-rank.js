// Hits -> results in the order a reader expects: the same marks first, then the same words side by side, then by place.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});

  const LOOKED_AT = 100;
  // What each sign is worth, between 0 and 1 of it; lunr's own score, scaled to 0 to 1, decides between equals.
  const WORTH = { marks: 4, inTitle: 3, ofTitle: 1, sideBySide: 3, asWritten: 1, inPlace: 1, kind: 1 };
  // Words side by side count by where they stand.
  const SIDE_BY_SIDE = { title: 1, names: 0.9, place: 0.6, around: 0.5 };

  // Where one can go comes before what tells of it. Whoever types the name of a place means the place.
  const KINDS = { offer: 1, topic: 1, event: 0.5, centre: 0.5, library: 0.5, classroom: 0.5, audience: 0.5 };
  const NAMED_AREA = 1;

  /** Takes the documents, hits in lunr's order and the query; gives the hits with `worth`, best first. */
  langhoc.rank = function (documents, hits, query) {
    const best = (hits.length && hits[0].score) || 1;
    const looked = hits.slice(0, LOOKED_AT).map((hit) => {
      const signs = signsOf(documents, hit, query);
      const worth = Object.keys(WORTH).reduce((sum, sign) => sum + WORTH[sign] * signs[sign], hit.score / best);
      return Object.assign({}, hit, { worth: worth });
    });
    return looked.sort((a, b) => b.worth - a.worth || a.ref - b.ref).concat(hits.slice(LOOKED_AT));
  };

  function signsOf(documents, hit, query) {
    const document = documents[hit.ref];
    const marked = query.words.filter((word) => word.marked);
    const share = (words, test) => (words.length ? words.filter(test).length / words.length : 0);
    const has = (field) => (word) => field in (langhoc.fieldsOf(hit, word) || {});
    return {
      marks: share(marked, (word) => langhoc.fieldsOf(hit, word, true)),
      inTitle: share(query.words, has("title")),
      ofTitle: langhoc.says(document.title, query) ? query.said.length / wordsOf(document.title).length : 0,
      kind: document.kind === "area" ? named(document, query) : KINDS[document.kind] || 0,
      inPlace: share(query.words, (word) => has("place")(word) || has("names")(word)),
      sideBySide: query.said.length > 1 ? sideBySide(documents, document, query) : 0,
      // Who types some marks has left none out: "xã Thanh An" is not "Xã Thạnh An".
      asWritten: marked.length && ownTexts(document).some((text) => langhoc.says(text, query, asWritten)) ? 1 : 0,
    };
  }

  function named(area, query) {
    return [area.title].concat(area.names).some((text) => langhoc.says(text, query)) ? NAMED_AREA : 0;
  }

  function sideBySide(documents, document, query) {
    const around = [].concat(...document.within.map((number) => documents[number].names));
    const texts = { title: [document.title], names: document.names, place: [document.place], around: around };
    const where = Object.keys(SIDE_BY_SIDE).find((each) => texts[each].some((text) => langhoc.says(text, query)));
    return where ? SIDE_BY_SIDE[where] : 0;
  }

  function ownTexts(document) {
    return [document.title, document.place].concat(document.names);
  }

  // The same titles and names are looked at with every question.
  const cut = new Map();

  function wordsOf(text) {
    if (!cut.has(text)) cut.set(text, langhoc.writtenWords(text));
    return cut.get(text);
  }

  /** Whether the text has the words of the query side by side, in a form of each: folded when none is given. */
  langhoc.says = function (text, query, form = (word) => word.folded) {
    const asked = query.said.map(form).join(" ") + (query.said[query.said.length - 1].open ? "" : " ");
    return (" " + wordsOf(text).map(form).join(" ") + " ").includes(" " + asked);
  };

  function asWritten(word) {
    return word.marked || word.folded;
  }
})(typeof window === "undefined" ? globalThis : window);
