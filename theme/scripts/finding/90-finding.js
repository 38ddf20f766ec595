// The page for finding: one list, and all that it can be narrowed to. What is asked stands in the page's address.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});

  const PAUSE = 250;
  // When an answer takes so long, it is said that it is under way.
  const SLOW = 600;
  // A number that changes with each letter would be read out with each.
  const UNTIL_SAID = 700;
  const LONGEST = 200;
  // A former province lies in more wards than anybody reads.
  const MOST_AREAS = 8;

  /** Takes the part of the page that is for finding, the search box, and what finds. */
  langhoc.openFinding = function (page, box, finder) {
    const part = (name) => page.querySelector(`[data-part=${name}]`);
    const words = Object.assign({}, box.dataset, page.dataset);
    const field = box.querySelector("input");
    const [order, list] = ["select", "ol"].map((one) => page.querySelector(one));
    const address = langhoc.openAddress(page);
    const load = once(() => langhoc.load(words.facetsScript));
    const names = langhoc.openNames(finder, load);
    const openNear = once(async () => (await load(), langhoc.openNear(page, finder, words, change)));
    const openFacets = once(async () => (await load(), langhoc.openFacets(part("facets"), finder, words, () => state, change)));
    const show = langhoc.openAnswer(page, words, change, () => near({}, true));
    let state = address.read();
    let answer = null;
    let most = langhoc.AT_ONCE;
    let turn = 0;
    let waiting = 0;

    async function ask() {
      const mine = (turn += 1);
      delete box.dataset.answered;
      const slow = setTimeout(() => show.say(words.loading), SLOW);
      const learnt = names.learn(state).then(() => true, () => false);
      const searched = finder.search(Object.assign({}, state, { most })).catch(() => null);
      const [found, known] = await Promise.all([searched, learnt]);
      clearTimeout(slow);
      if (mine !== turn) return false;
      if (!found) return show.say(words.failed);
      if (found.nowhere && !found.missing) return askAnew();
      answer = found;
      await show.answer(state, answer, names, address.isTyping() ? UNTIL_SAID : 0).catch(failed);
      if (!known) failed();
      if (mine !== turn) return false;
      if (part("facets").open) openFacets().then((refresh) => refresh(), failed);
      box.dataset.answered = state.q || "";
      return true;
    }

    /** The place that was to be near by is not known here: perhaps it is called otherwise now. */
    function askAnew() {
      state = Object.assign({}, state, langhoc.notNear(state));
      address.mend(state);
      near({}, true);
      return ask();
    }

    function failed() {
      part("missing").hidden = false;
    }

    /** Asks for what is near; for the place first, if it is not known, or `anew`. */
    function near(next, anew) {
      return openNear().then((open) => open(next, anew), failed);
    }

    /** Asks with what is different. */
    function change(next, isTyped) {
      clearTimeout(waiting);
      address.keepPlace(most);
      state = Object.assign({}, state, next);
      most = langhoc.AT_ONCE;
      if ("q" in next && !isTyped) field.value = next.q;
      address.go(state, isTyped);
      return ask();
    }

    function type(isTyped) {
      change({ q: field.value.slice(0, LONGEST) }, isTyped);
    }

    /** Asks what the address says, and goes to where the reader was. */
    async function come() {
      clearTimeout(waiting);
      state = address.read();
      field.value = state.q || "";
      most = address.kept().shown || langhoc.AT_ONCE;
      const kept = address.kept();
      if (await ask()) langhoc.comeBack(page, kept);
    }

    function press(flag) {
      if (flag === "near") return state.near ? change(langhoc.notNear(state)) : near({});
      const said = answer && langhoc.filtersSaid(answer).find((filter) => filter.facet === flag);
      const isOn = Boolean(state[flag] || said);
      return change(Object.assign({ [flag]: !isOn }, said && { q: said.without }));
    }

    /** Nearest first needs a place. */
    function sort(wanted) {
      if (wanted !== "near" || state.near) return change({ order: wanted });
      order.value = state.order;
      return near({ order: wanted });
    }

    async function showMore() {
      const shown = list.children.length;
      most += langhoc.AT_ONCE;
      const row = (await ask()) && list.children[shown];
      if (row) row.querySelector("a").focus();
    }

    field.onfocus = null;
    field.oninput = () => {
      clearTimeout(waiting);
      waiting = setTimeout(type, PAUSE, true);
    };
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing) type(false);
    });
    [...part("quick").children].forEach((button) => (button.onclick = () => press(button.dataset.flag)));
    order.onchange = () => sort(order.value);
    part("more").onclick = showMore;
    part("missing").querySelector("button").onclick = ask;
    part("facets").querySelector("p > button").onclick = () => {
      part("facets").open = false;
      part("status").focus();
    };
    part("facets").addEventListener("toggle", () => openFacets().catch(failed));
    list.onclick = (event) => address.keepPlace(most, event.target.closest("a"));
    langhoc.address.back(come);
    history.scrollRestoration = "manual";
    box.querySelector(".lh-search__panel").remove();
    begin();

    /** What was typed while the engine came is asked; so is a place, where a link says no more than near. */
    function begin() {
      const asksNear = new URLSearchParams(langhoc.address.asked()).get("near") === "";
      const here = asksNear && langhoc.here.read();
      if (here && here.id) address.mend(Object.assign(state, { near: here.id }));
      if (field.value.slice(0, LONGEST).trim() !== (state.q || "").trim()) return type(true);
      return come().then(() => asksNear && !state.near && near({}));
    }
  };

  /** The elements with a text between each two. */
  langhoc.between = function (elements, text) {
    return [].concat(...elements.map((one, place) => (place ? [text, one] : [one])));
  };

  /** What is made by `make` at the first call; made again when that failed. */
  function once(make) {
    let made = null;
    return () => (made = made || make().catch((error) => ((made = null), Promise.reject(error))));
  }

  /** What shows an answer: {answer, say}. `change` asks with what is different, `move` asks for another place. */
  langhoc.openAnswer = function (page, words, change, move) {
    const part = (name) => page.querySelector(`[data-part=${name}]`);
    const [order, list] = ["select", "ol"].map((one) => page.querySelector(one));
    const quick = [...part("quick").children];
    const openHelp = once(async () => (await langhoc.load(words.helpScript), langhoc.openHelp(page, words, change)));
    let telling = 0;
    let turn = 0;

    // A filter is called as its button is.
    quick.forEach((button) => (words[button.dataset.flag === "near" ? "nearby" : button.dataset.flag] = button.childNodes[1].textContent.trim()));

    /** Shows the answer to a state; says how much was found after so many milliseconds. */
    async function show(state, answer, names, delay) {
      const mine = (turn += 1);
      clearTimeout(telling);
      telling = setTimeout(say, delay, langhoc.summary(words, answer, langhoc.placeAsked(state, answer, names)));
      quick.forEach((button) => showQuick(button, state, answer));
      list.textContent = "";
      list.append(...langhoc.rows(words, answer));
      showOrder(state, answer);
      part("more").hidden = answer.results.length >= answer.total;
      part("missing").hidden = !answer.missing;
      part("facets").querySelector("p > button").textContent = langhoc.filled(words.show, { n: langhoc.number(answer.total) });
      showChosen(state, answer, names);
      showAreas(answer.understood.place);
      const needed = needsHelp(answer);
      part("help").hidden = !needed;
      if (!needed) part("wish").hidden = true;
      const help = needed && (await openHelp());
      if (help && mine === turn) help(state, answer, names);
    }

    /** When nothing, or not quite, was found. */
    function needsHelp(answer) {
      const isFound = answer.total && answer.complete && !answer.elsewhere && !answer.spellings.length;
      return !isFound || answer.understood.filters.some((filter) => filter.isLetGo);
    }

    function say(text) {
      clearTimeout(telling);
      if (part("status").textContent !== text) part("status").textContent = text;
    }

    /** What is near, or nearest, comes in the order of nearness, if not by name. */
    function showOrder(state, answer) {
      const isNear = Boolean(state.near || answer.nearest);
      order.parentNode.hidden = !list.children.length;
      order.options[0].disabled = isNear;
      order.value = isNear && state.order === "best" ? "near" : state.order;
    }

    function showQuick(button, state, answer) {
      const flag = button.dataset.flag;
      const isOn = state[flag] || langhoc.filtersSaid(answer).some((filter) => filter.facet === flag);
      // How many are near is said below: it is known only when these are all.
      const count = flag === "near" ? null : answer.counts[flag];
      button.setAttribute("aria-pressed", Boolean(isOn));
      button.lastElementChild.textContent = count === null ? "" : langhoc.number(count);
    }

    function showChosen(state, answer, names) {
      const all = langhoc.narrowing(state, answer, names, words);
      const chips = all.map(([name, next], place) => langhoc.chip(name, () => drop(next, place), words.drop));
      if (state.near) chips.push(langhoc.button("", words.other, move));
      if (all.length + langhoc.pressed(state, words).length > 1) {
        chips.push(langhoc.button("", words.all, () => drop(langhoc.unnarrowed(state, answer), 0)));
      }
      part("chosen").textContent = "";
      part("chosen").append(...chips.map((chip) => langhoc.element("li", "", chip)));
    }

    /** Without a filter; its chip is gone then, and the next one, or what was found, is at hand. */
    async function drop(next, place) {
      await change(next);
      (part("chosen").querySelectorAll("button")[place] || part("status")).focus();
    }

    /** The communes of today that a former one is in. */
    function showAreas(place) {
      const areas = (place ? place.areas : []).filter((area) => area.title !== place.title);
      const isFew = areas.length > 0 && areas.length <= MOST_AREAS;
      const links = areas.map((area) => langhoc.linkTo(langhoc.filled(words.area, { id: area.id }), area.title));
      part("areas").textContent = isFew ? place.title + ": " : "";
      if (isFew) part("areas").append(...langhoc.between(links, ", "));
    }

    return { answer: show, say };
  };
})(typeof window === "undefined" ? globalThis : window);
