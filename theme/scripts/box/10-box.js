// The search box at work: what is typed is asked, the first few results stand below, one more link leads to all.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});

  const PAUSE = 150;
  const LONGEST_KEPT = 200;

  /** Takes the box of a page, and what finds. */
  langhoc.openBox = function (box, finder) {
    const words = box.dataset;
    const [field, status, list, all] = ["input", "[role=status]", "ol", "a"].map((one) => box.querySelector(one));
    const find = words.asks === "places" ? findPlaces : findAll;
    let waiting = 0;
    let turn = 0;
    let dismissed = false;

    async function ask() {
      clearTimeout(waiting);
      const mine = (turn += 1);
      const asked = field.value.slice(0, LONGEST_KEPT);
      keep(asked);
      if (!asked.trim()) return close();
      const { rows, told } = await find(asked).catch(() => ({ rows: [], told: words.failed }));
      if (mine !== turn) return;
      list.textContent = "";
      list.append(...rows);
      list.hidden = !rows.length;
      status.textContent = told;
      words.answered = asked;
    }

    async function findAll(q) {
      all.href = langhoc.findingAddress(words, { q });
      all.hidden = false;
      const answer = await finder.search({ q });
      const place = answer.understood.place;
      return { rows: langhoc.rows(words, answer), told: langhoc.summary(words, answer, place && place.title) };
    }

    async function findPlaces(text) {
      const areas = await finder.places(text);
      const told = areas.length ? langhoc.filled(words.some, { n: areas.length }) : words.none;
      return { rows: areas.map((area) => langhoc.placeRow(words, area)), told };
    }

    function close() {
      clearTimeout(waiting);
      turn += 1;
      list.hidden = all.hidden = true;
      status.textContent = "";
    }

    function isOpen() {
      return status.textContent !== "";
    }

    /** Enter leads on: to all that was found; to the first of some places. */
    async function enter() {
      if (find === findAll) return langhoc.address.go(langhoc.findingAddress(words, { q: field.value }));
      await ask();
      const first = list.querySelector("a");
      if (first && !list.hidden) first.focus();
    }

    function move(event, step) {
      const stops = [field, ...list.querySelectorAll("a"), ...(all.hidden ? [] : [all])];
      const next = stops[stops.indexOf(document.activeElement) + step];
      if (!isOpen() || !next || !stops.includes(document.activeElement)) return;
      event.preventDefault();
      next.focus();
    }

    function leave() {
      dismissed = false;
      close();
    }

    field.oninput = () => {
      dismissed = false;
      clearTimeout(waiting);
      waiting = setTimeout(ask, PAUSE);
    };
    field.addEventListener("focus", () => {
      if (!isOpen() && !dismissed && field.value) ask();
    });
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      // It would open the link to which the focus goes, too.
      event.preventDefault();
      enter();
    });
    box.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") move(event, 1);
      if (event.key === "ArrowUp") move(event, -1);
    });
    box.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !box.contains(event.relatedTarget)) leave();
    });
    document.addEventListener("pointerdown", (event) => {
      if (!box.contains(event.target)) leave();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !isOpen()) return;
      event.preventDefault();
      dismissed = true;
      close();
      field.focus();
    });

    status.textContent = "";
    if (field.value) ask();
  };

  /** Keeps the question in the address of the page, for who comes back to it from a result. */
  function keep(question) {
    const asked = new URLSearchParams(langhoc.address.asked());
    const before = asked.toString();
    if (question.trim()) asked.set("q", question);
    else asked.delete("q");
    if (asked.toString() !== before) langhoc.address.say(asked.toString(), history.state);
  }
})(typeof window === "undefined" ? globalThis : window);
