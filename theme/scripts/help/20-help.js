// When nothing, or not quite, was found: how it was understood, what else it may mean, what to leave out, a wish.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});

  const MOST_WARDS = 3;

  /** Takes the part of the page that is for finding, its words, and what makes a change. Gives what shows the help. */
  langhoc.openHelp = function (page, words, change) {
    const part = (name) => page.querySelector(`[data-part=${name}]`);
    const tellWish = langhoc.openWish(part("wish"));

    function fill(name, elements) {
      part(name).hidden = !elements.length;
      part(name).lastElementChild.textContent = "";
      part(name).lastElementChild.append(...elements);
    }

    return function (state, answer, names) {
      const letGo = answer.understood.filters.filter((filter) => filter.isLetGo);
      const isThere = answer.total && answer.complete && !answer.elsewhere && !letGo.length;
      tellWish(isThere ? null : langhoc.wish(state, answer, names, words));
      const { understood, spellings } = answer;
      const all = [...langhoc.pressed(state, words), ...langhoc.narrowing(state, answer, names, words)];
      part("understood").textContent = understood.words && langhoc.filled(words.understood, { words: understood.words });
      part("let-go").textContent = letGo.length
        ? langhoc.filled(words.letGo, { what: letGo.map((filter) => langhoc.nameSaid(filter, words)).join(", ") })
        : "";
      fill("spellings", spellings.map((one) => spelling(one, state)));
      fill("fewer", answer.total && answer.complete ? [] : all.map(([name, next]) => langhoc.chip(name, () => drop(next), words.drop)));
    };

    async function drop(next) {
      await change(next);
      part("status").focus();
    }

    function spelling(one, state) {
      return langhoc.linkTo(langhoc.findingAddress(words, Object.assign({}, state, { q: one.q })), one.q);
    }
  };

  // The message says by itself that it is about learning.
  const LEARN = /^(h[oọ]c|learn|study)\s+(?=\S)/iu;

  /** What was wanted, for a message; null when that is not said. */
  langhoc.wish = function (state, answer, names, words) {
    const { understood } = answer;
    const named = (facet) => (state[facet] || []).map((value) => names.of(facet, value));
    const what = understood.words.normalize("NFC").replace(LEARN, "") || named("topic").join(", ");
    if (!what) return null;
    // What nothing has is what is missing.
    const texts = (isLetGo) => understood.filters.filter((filter) => filter.isLetGo === isLetGo).map((filter) => filter.text);
    const said = texts(false);
    const how = [...said, ...langhoc.flagsOn(state).map((flag) => words[flag]), ...named("day"), ...named("mode")];
    const asked = langhoc.areasAsked(state).filter((id) => names.knows("area", id)).map((id) => ({ id, title: names.of("area", id) }));
    const areas = (understood.place ? understood.place.areas : []).concat(asked).slice(0, MOST_WARDS);
    return {
      what: [what, ...texts(true)].join(" "),
      how: how.join(", ").toLowerCase(),
      where: langhoc.placeAsked(state, answer, names),
      areas: areas.map((area) => ({ title: area.title, href: langhoc.filled(words.area, { id: encodeURIComponent(area.id) }) })),
    };
  };
})(typeof window === "undefined" ? globalThis : window);
