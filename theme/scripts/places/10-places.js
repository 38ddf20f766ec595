// Which places a name may mean.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});

  const MOST_PLACES = 8;

  /** Areas by their own name, a former one, or a landmark, the best first: [{id, title, known, path}]. */
  langhoc.places = async function (index, text) {
    const words = langhoc.read(text);
    const names = langhoc.possibleNames(index, words);
    const named = await namedAreas(index, words, names);
    const { results } = await langhoc.search(index, { q: text, kind: ["area"], most: MOST_PLACES });
    const others = results.filter((one) => one.kind === "area" && !named.some((each) => each.id === one.id));
    const found = named.concat(others.map((one) => ({ id: one.id, title: one.title, known: "", path: one.path }))).slice(0, MOST_PLACES);
    await index.need(found.map((one) => index.areaPart(one.id)));
    return found.map((one) => Object.assign({ at: pointOf(index.area(one.id)) }, one));
  };

  /** As "10.77,106.69"; empty where it is not known. */
  function pointOf(area) {
    return area && area.point ? area.point.map((one) => one / 1000).join(",") : "";
  }

  async function namedAreas(index, words, names) {
    const waiting = index.need(langhoc.partsOfNames(index, names));
    if (waiting) await waiting;
    const place = langhoc.namedPlace(index, words, names);
    if (!place) return [];
    const known = new Map(place.entries.map((entry) => [entry.id, entry.name === entry.title ? "" : entry.name]));
    return langhoc.areasOf(index, place).map((area) => Object.assign({ known: known.get(area.id) }, area));
  }
})(typeof window === "undefined" ? globalThis : window);
