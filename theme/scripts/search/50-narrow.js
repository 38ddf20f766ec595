// What a list is narrowed to: values of facets, a place, what is near. And the address that says so.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});

  const FLAGS = { free: 1, evening: 2, open: 4 };
  const LISTS = ["kind", "area", "topic", "audience", "day", "mode", "language", "access"];
  const ORDERS = ["best", "name", "near"];
  const NEAR_KM = 5;
  const LONGEST_KEPT = 300;

  langhoc.FLAGS = FLAGS;
  langhoc.FACETS = LISTS;

  /** What an address asks for. */
  langhoc.readState = function (parameters) {
    const state = { q: parameters.get("q") || "", near: parameters.get("near") || "", order: parameters.get("order") || "best" };
    if (!ORDERS.includes(state.order)) state.order = "best";
    for (const flag of Object.keys(FLAGS)) state[flag] = parameters.has(flag);
    for (const facet of LISTS) state[facet] = (parameters.get(facet) || "").split(",").filter(Boolean);
    return state;
  };

  langhoc.writeState = function (state) {
    const parameters = new URLSearchParams();
    if ((state.q || "").trim()) parameters.set("q", state.q.slice(0, LONGEST_KEPT));
    for (const flag of Object.keys(FLAGS)) if (state[flag]) parameters.set(flag, "");
    if (state.near) parameters.set("near", state.near);
    for (const facet of LISTS) if ((state[facet] || []).length) parameters.set(facet, state[facet].join(","));
    if (state.order && state.order !== "best") parameters.set("order", state.order);
    return parameters;
  };

  /** State and what was said: facet -> the values wanted; of a flag, none but that it is wanted. */
  langhoc.wanted = function (state, said) {
    const wanted = {};
    for (const flag of Object.keys(FLAGS)) if (state[flag]) wanted[flag] = [];
    for (const facet of LISTS) if ((state[facet] || []).length) wanted[facet] = state[facet].slice();
    for (const { facet, value } of said) wanted[facet] = (wanted[facet] || []).concat(value ? value.split(",") : []);
    return wanted;
  };

  /** The word under which the index keeps the documents with a value. */
  langhoc.facetWord = (facet, value) => ":" + facet + "=" + encodeURIComponent(value);

  /** The words under which the index keeps the documents of a facet's values. */
  langhoc.facetWords = function (index, facet, values) {
    const words = facet in FLAGS ? [":" + facet] : values.map((value) => langhoc.facetWord(facet, value));
    return words.filter((word) => index.has(word));
  };

  /** The parts that narrowing needs, before anything is found. Flags come with the words that are found. */
  langhoc.partsToNarrow = function (index, wanted, near, hasWords) {
    const parts = [];
    for (const facet of Object.keys(wanted)) {
      if (facet === "area") parts.push(...wanted.area.map(index.areaPart));
      else if (!(facet in FLAGS && (hasWords || index.all))) {
        parts.push(...langhoc.facetWords(index, facet, wanted[facet]).map(index.partOf));
      }
    }
    return near ? parts.concat(index.areaPart(near)) : parts;
  };

  /** By facet a test of documents. */
  langhoc.tests = function (index, wanted, flagOf) {
    const tests = {};
    for (const facet of Object.keys(wanted)) {
      tests[facet] = facet in FLAGS ? (doc) => (flagOf(doc) & FLAGS[facet]) !== 0 : isIn(documentsWith(index, facet, wanted[facet]));
    }
    return tests;
  };

  function isIn(docs) {
    return docs ? (doc) => docs.has(doc) : () => true;
  }

  /** The documents with one of the values; null for all there are. */
  function documentsWith(index, facet, values) {
    const lists = values.map((value) => (facet === "area" ? areaDocuments(index, value) : listed(index, facet, value)));
    return lists.includes(null) ? null : new Set([].concat(...lists));
  }

  function areaDocuments(index, id) {
    const area = index.area(id);
    return area ? langhoc.documentsOf(area.packed) : [];
  }

  function listed(index, facet, value) {
    const term = index.term(langhoc.facetWord(facet, value));
    return term ? term.docs : [];
  }

  langhoc.documentsWith = documentsWith;

  /**
   * The flags of a document: from the words that found it, from its summary, else from lists that are loaded. What is
   * not known yet is taken to hold; its summary will tell.
   */
  langhoc.flagReader = function (index, flags) {
    const lists = {};
    const holds = (flag, doc) => {
      const term = flag in lists ? null : index.term(":" + flag);
      if (term) lists[flag] = new Set(term.docs);
      return flag in lists ? lists[flag].has(doc) : index.has(":" + flag);
    };
    return (doc) => {
      if (flags[doc] >= 0) return flags[doc];
      const summary = index.summary(doc);
      if (summary || index.all) return summary ? summary.flags : 0;
      return Object.keys(FLAGS).reduce((sum, flag) => sum + (holds(flag, doc) ? FLAGS[flag] : 0), 0);
    };
  };

  /** How far documents are from the middle of areas, in kilometres: what lies in one of them is not far at all. */
  langhoc.distances = function (areas) {
    const far = new Map();
    for (const area of areas) {
      for (const [km, docs] of area.around) {
        for (const doc of docs || []) if (!(far.get(doc) <= km)) far.set(doc, km);
      }
    }
    for (const area of areas) for (const doc of langhoc.documentsOf(area.packed) || []) far.set(doc, 0);
    return far;
  };

  langhoc.isNear = function (far) {
    return (doc) => far.has(doc) && far.get(doc) <= NEAR_KM;
  };
})(typeof window === "undefined" ? globalThis : window);
