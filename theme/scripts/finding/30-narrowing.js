// All that narrows a list now: by what it is called, and what is different without it.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});

  const FACETS = langhoc.FACETS;

  /** What values are called, asked of the finder once each; `load` brings what is needed for that: {learn, of, knows}. */
  langhoc.openNames = function (finder, load) {
    const names = new Map();

    async function learn(facet, state) {
      const chosen = facet === "area" ? langhoc.areasAsked(state) : state[facet] || [];
      const unknown = chosen.filter((value) => !names.has(facet + "/" + value));
      if (facet === "area") return Promise.all(unknown.map(learnArea));
      if (!unknown.length) return undefined;
      await load();
      const values = await finder.values(facet, state);
      return langhoc.flatValues(values).forEach((one) => names.set(facet + "/" + one.value, one.label));
    }

    async function learnArea(id) {
      const { index } = finder;
      await index.need([index.areaPart(id)]);
      const area = index.area(id);
      if (area) names.set("area/" + id, area.title);
    }

    return {
      learn: (state) => Promise.all(FACETS.map((facet) => learn(facet, state))),
      of: (facet, value) => names.get(facet + "/" + value) || value,
      knows: (facet, value) => names.has(facet + "/" + value),
    };
  };

  /** The filters in the words; but for those that nothing has, which were let go. */
  langhoc.filtersSaid = function (answer) {
    return answer.understood.filters.filter((filter) => !filter.isLetGo);
  };

  /** What a filter in the words is called: as its button is, else as it was typed. */
  langhoc.nameSaid = function (filter, words) {
    return words[filter.facet] || filter.text.charAt(0).toUpperCase() + filter.text.slice(1);
  };

  /** The ids of areas that the filters name. */
  langhoc.areasAsked = function (state) {
    return [...(state.area || []), ...(state.near ? [state.near] : [])];
  };

  /** Where was asked for: in the words, by a filter, or near a place. */
  langhoc.placeAsked = function (state, answer, names) {
    const place = answer.understood.place;
    return place ? place.title : langhoc.areasAsked(state).map((area) => names.of("area", area)).join(", ");
  };

  /** Takes the state, its answer, what is called how, and the page's words. Gives [what it is called, what to change]. */
  langhoc.narrowing = function (state, answer, names, words) {
    const place = answer.understood.place;
    const found = langhoc.filtersSaid(answer).map((filter) => [langhoc.nameSaid(filter, words), { q: filter.without }]);
    if (place) found.push([langhoc.filled(words.at, { place: place.title }), { q: place.without }]);
    if (state.near) found.push([langhoc.filled(words.near, { place: names.of("area", state.near) }), langhoc.notNear(state)]);
    FACETS.forEach((facet) =>
      (state[facet] || []).forEach((value) => {
        found.push([names.of(facet, value), { [facet]: state[facet].filter((one) => one !== value) }]);
      })
    );
    return found;
  };

  langhoc.flagsOn = function (state) {
    return Object.keys(langhoc.FLAGS).filter((flag) => state[flag]);
  };

  /** The same for what is pressed: shown where nothing was found. */
  langhoc.pressed = function (state, words) {
    return langhoc.flagsOn(state).map((flag) => [words[flag], { [flag]: false }]);
  };

  langhoc.notNear = function (state) {
    return { near: "", order: state.order === "near" ? "best" : state.order };
  };

  /** What is different when everything is dropped but the words. */
  langhoc.unnarrowed = function (state, answer) {
    const nothing = {};
    FACETS.forEach((facet) => (nothing[facet] = []));
    langhoc.flagsOn(state).forEach((flag) => (nothing[flag] = false));
    return Object.assign(nothing, langhoc.notNear(state), { q: answer.understood.words });
  };
})(typeof window === "undefined" ? globalThis : window);
