// All that a list can be narrowed to, behind a fold: boxes to tick, each with its number. Asked for when it is opened.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});

  // The others come when they are wanted.
  const SHOWN = 8;

  /**
   * Takes the fold; what finds; the page's words; what gives the state, and what changes it.
   * Gives what brings the numbers up to date. Nothing that was there goes away while the fold is open.
   */
  langhoc.openFacets = function (fold, finder, words, getState, change) {
    const boxes = new Map();
    let turn = 0;

    function refresh() {
      const mine = (turn += 1);
      if (!fold.open) return;
      fold.querySelectorAll("fieldset").forEach(async (group) => {
        const facet = group.dataset.facet;
        const values = await finder.values(facet, getState());
        if (mine !== turn) return;
        boxes.forEach((box) => box.facet === facet && tell(box, 0));
        if (!group.querySelector("ul")) group.append(...list(facet, values, SHOWN, group.firstElementChild.textContent));
        langhoc.flatValues(values).forEach((one) => boxes.has(key(facet, one)) && tell(boxes.get(key(facet, one)), one.count));
        group.hidden = !values.length && !group.querySelector("li");
      });
    }

    function tell(box, count) {
      box.input.checked = (getState()[box.facet] || []).includes(box.input.value);
      box.number.textContent = langhoc.number(count);
    }

    /** The list of some values, and the button that shows those that are too many. */
    function list(facet, values, shown, name) {
      const rows = values.map((value) => row(facet, value, values.length === 1 ? SHOWN : 0));
      const rest = rows.filter((item, place) => place >= shown && !item.querySelector(":checked"));
      rest.forEach((item) => (item.hidden = true));
      const made = [langhoc.element("ul", "", ...rows)];
      if (rest.length) made.push(more(rest, name));
      return made;
    }

    function row(facet, value, shown) {
      const input = Object.assign(document.createElement("input"), { type: "checkbox", value: value.value });
      const box = { facet, input, number: document.createElement("b") };
      boxes.set(key(facet, value), box);
      tell(box, value.count);
      input.onchange = () => {
        const others = (getState()[facet] || []).filter((one) => one !== value.value);
        change({ [facet]: input.checked ? others.concat(value.value) : others });
      };
      const label = langhoc.element("label", "", input, langhoc.element("span", "", value.label), box.number);
      const within = value.children || [];
      return langhoc.element("li", "", label, ...(within.length ? list(facet, within, shown, value.label) : []));
    }

    function more(rest, name) {
      const button = langhoc.button("", words.more, () => {
        rest.forEach((item) => (item.hidden = false));
        rest[0].querySelector("input").focus();
        button.remove();
      });
      button.setAttribute("aria-label", `${words.more}: ${name}`);
      return button;
    }

    function toggle() {
      boxes.clear();
      fold.querySelectorAll("fieldset").forEach((group) => {
        while (group.childElementCount > 1) group.lastElementChild.remove();
      });
      refresh();
    }

    fold.addEventListener("toggle", toggle);
    toggle();
    return refresh;
  };

  function key(facet, value) {
    return facet + "/" + value.value;
  }

  /** Values and all that stand below them. */
  langhoc.flatValues = function (values) {
    return [].concat(...values.map((value) => [value, ...langhoc.flatValues(value.children || [])]));
  };
})(typeof window === "undefined" ? globalThis : window);
