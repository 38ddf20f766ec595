// Where are you? A field, and the places that it may mean as buttons.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});

  const PAUSE = 200;

  /**
   * Takes the page's part for finding, what finds, the page's words, and what makes a change. Gives what asks for what
   * is near: near the place that is kept; where there is none, or `anew`, that is asked for first. `besides` is what
   * else is different then.
   */
  langhoc.openNear = function (page, finder, words, change) {
    const block = page.querySelector("[data-part=ask]");
    const button = page.querySelector("[data-flag=near]");
    let besides = {};

    function close() {
      block.hidden = true;
      button.focus();
    }

    langhoc.openAsk(block, finder, words, (area) => {
      langhoc.here.keep({ name: area.title, at: area.at, id: area.id });
      close();
      change(Object.assign({ near: area.id }, besides));
    });
    block.addEventListener("keydown", (event) => event.key === "Escape" && close());

    return function (next, anew) {
      const here = langhoc.here.read();
      if (here && here.id && !anew) return change(Object.assign({ near: here.id }, next));
      besides = next;
      block.hidden = false;
      block.querySelector("input").focus();
      return undefined;
    };
  };

  /** Takes the block with the field, what finds, the page's words, and what to do with the place that is chosen. */
  langhoc.openAsk = function (block, finder, words, choose) {
    const [field, status, list] = ["input", "[role=status]", "ul"].map((one) => block.querySelector(one));
    let waiting = 0;
    let turn = 0;

    async function ask() {
      clearTimeout(waiting);
      const mine = (turn += 1);
      const areas = field.value.trim() ? await finder.places(field.value) : [];
      if (mine !== turn) return;
      list.textContent = "";
      list.append(...areas.map(choice));
      status.textContent = field.value.trim() ? (areas.length ? words.choose : words.nowhere) : "";
    }

    function choice(area) {
      const name = area.title + (area.known && ` (${area.known})`);
      return langhoc.element("li", "", langhoc.button("lh-button", name, () => choose(area)));
    }

    field.oninput = () => {
      clearTimeout(waiting);
      waiting = setTimeout(ask, PAUSE);
    };
    field.onkeydown = async (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      // It would press the button to which the focus goes, too.
      event.preventDefault();
      await ask();
      const first = list.querySelector("button");
      if (first) first.focus();
    };
  };
})(typeof window === "undefined" ? globalThis : window);
