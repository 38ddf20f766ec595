// The values of a facet, with how many of what is found have each.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});

  /** The values of a facet that what is found has, with how many have each: [{value, label, count}]. */
  langhoc.values = async function (index, facet, state) {
    await index.need(["d"]);
    const labels = labelsOf(index, facet);
    if (facet === "area") return areaValues(index, state, labels);
    const words = labels.map(([value]) => langhoc.facetWord(facet, value)).filter(index.has);
    await index.need(words.map(index.partOf));
    const docs = await foundWithout(index, state, facet);
    const counted = labels.map(([value, label]) => {
      const term = index.term(langhoc.facetWord(facet, value));
      return { value, label, count: term ? term.docs.filter((doc) => docs.has(doc)).length : 0 };
    });
    const wanted = state[facet] || [];
    const kept = counted.filter((one) => one.count || wanted.includes(one.value));
    return facet === "day" ? kept : kept.sort((a, b) => b.count - a.count);
  };

  function labelsOf(index, facet) {
    return (langhoc.received.d || {})[facet] || [];
  }

  async function foundWithout(index, state, facet) {
    const result = await langhoc.find(index, Object.assign({}, state, { [facet]: [] }));
    return new Set(result.base.filter(langhoc.passing(result, [facet])));
  }

  /** Where the areas in one that is in no other are told of, by its label: [id, title, documents if none are in it]. */
  function partOf([id, , own]) {
    return own === undefined ? "t" + langhoc.hash(id).toString(16) : "d";
  }

  /**
   * An area that is in no other, by its label, and those in it that have something, as [id, title, packed]. What is told
   * to be in the first need not be in any of the others.
   */
  function tree(index, root) {
    if (!index.all && root.length > 2) return [root];
    if (!index.all) return (langhoc.received[partOf(root)] || []).map(([said, title, packed]) => [langhoc.idBeside(title, said), title, packed]);
    const above = index.areas().find((area) => area.id === root[0]);
    const below = index.areas().filter((area) => above && area.parent === above.number && area.packed);
    return (above ? [above, ...below] : []).map((area) => [area.id, area.title, area.packed]);
  }

  /** Areas that are in no other, each with those in it that have something. */
  async function areaValues(index, state, roots) {
    await index.need(index.all ? [] : roots.map(partOf));
    const docs = await foundWithout(index, state, "area");
    const here = (packed) => {
      const held = langhoc.documentsOf(packed);
      return held ? held.filter((doc) => docs.has(doc)) : [...docs];
    };
    const wanted = state.area || [];
    const found = roots.map((root) => {
      const rows = tree(index, root).map(([value, label, packed]) => ({ value, label, docs: here(packed) }));
      const [own, ...children] = rows.map((row) => ({ value: row.value, label: row.label, count: row.docs.length, children: [] }));
      if (!own) return null;
      own.count = new Set([].concat(...rows.map((row) => row.docs))).size;
      own.children = children
        .filter((one) => one.count || wanted.includes(one.value))
        .sort((a, b) => langhoc.collator(index.language)(a.label, b.label));
      return own;
    });
    return found.filter((one) => one && (one.count || wanted.includes(one.value)));
  }
})(typeof window === "undefined" ? globalThis : window);
