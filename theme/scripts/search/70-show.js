// Results -> rows of a list, and the sentence that says how many there are. All words are the page's.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});

  // A pasted page is cut.
  const LONGEST = 200;
  // So many results at first.
  langhoc.AT_ONCE = 8;

  /** An element of a class, if any, holding texts and elements; what is empty is left out. */
  langhoc.element = function (tag, name, ...content) {
    const made = document.createElement(tag);
    if (name) made.className = name;
    made.append(...content.filter(Boolean));
    return made;
  };
  const element = langhoc.element;

  /** A sentence with its {names} filled in. */
  langhoc.filled = function (sentence, values) {
    return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
  };

  /** A number as the page's language writes it; a slow phone takes a tenth of a second to learn how. */
  langhoc.number = function (value) {
    return value < 1e3 ? value : value.toLocaleString(document.documentElement.lang);
  };

  /** What is said of an answer. `place` is where it was asked for, when it is not there. */
  langhoc.summary = function (words, answer, place) {
    if (!answer.total) return words.none;
    if (answer.elsewhere && place) return langhoc.filled(answer.nearest ? words.elsewhere : words.others, { place });
    const sentence = answer.complete ? (answer.isCapped ? words.many : words.some) : words.partly;
    return langhoc.filled(sentence, { n: langhoc.number(answer.total) });
  };

  /** The rows of an answer; below a few, those that are much alike. */
  langhoc.rows = function (words, answer) {
    const rows = answer.results.concat(answer.alike).map((result) => langhoc.row(words, result));
    if (answer.alike.length) rows.splice(answer.results.length, 0, element("li", "lh-alike", words.alike));
    return rows;
  };

  /** A row of the list: a link, what it costs; what sort it is, when, where; the names it was found by. */
  langhoc.row = function (words, result) {
    const note = result.note || (result.isOver && words.over);
    const link = langhoc.linkTo(words.base + result.path.split("/").map(encodeURIComponent).join("/"), result.title);
    if (result.language) link.lang = result.language;
    const said = result.cost || (result.isFree && words.free);
    const cost = said && element("span", "lh-tag" + (result.isFree ? " lh-tag--free" : ""), said);
    const names = result.names.length && langhoc.filled(words.known, { names: result.names.join("; ") });
    const kind = JSON.parse(words.kinds)[result.kind] || result.kind;
    const where = [result.place, far(words, result.km)].filter(Boolean).join(", ");
    const what = element(
      "div",
      "lh-result__what",
      element("p", "lh-result__title", link, cost && " ", cost),
      element("p", "lh-result__kind", [kind, result.state].filter(Boolean).join(" · ")),
      note && element("p", "lh-result__note", note),
      names && element("p", "lh-result__known", names)
    );
    return element(
      "li",
      "lh-result",
      what,
      result.when && element("p", "lh-result__when", icon("clock"), result.when),
      where && element("p", "lh-result__where", icon("pin"), where)
    );
  };

  // Places are known to the commune only: nearer than this, or more exactly, nobody can say.
  const NEAREST_KM = 1;

  function far(words, km) {
    return km === null ? "" : langhoc.filled(words.distance, { km: langhoc.number(Math.max(NEAREST_KM, Math.round(km))) });
  }

  /** A row for a place: a link to its page, and the former name or landmark that was typed. */
  langhoc.placeRow = function (words, area) {
    const known = area.known && langhoc.filled(words.known, { names: area.known });
    return element(
      "li",
      "lh-result",
      element("p", "lh-result__title", langhoc.linkTo(langhoc.filled(words.area, { id: area.id }), area.title)),
      known && element("p", "lh-result__known", known)
    );
  };

  langhoc.button = function (name, text, press) {
    return Object.assign(langhoc.element("button", name, text), { type: "button", onclick: press });
  };

  /** A button that drops what it names; `sentence` says so to who listens. */
  langhoc.chip = function (name, press, sentence = "{what}") {
    const cross = element("span", "", " ×");
    cross.setAttribute("aria-hidden", "true");
    const button = langhoc.button("", name, press);
    button.setAttribute("aria-label", langhoc.filled(sentence, { what: name }));
    button.append(cross);
    return button;
  };

  langhoc.linkTo = function (address, text) {
    return Object.assign(element("a", "", text), { href: address });
  };

  /** A question's address on the finding page. */
  langhoc.findingAddress = function (words, state) {
    const asked = langhoc.writeState(Object.assign({}, state, { q: (state.q || "").slice(0, LONGEST) })).toString();
    return (words.finding || "") + (asked && "?" + asked);
  };

  // One of partials/sprite.html.
  function icon(name) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "lh-icon");
    svg.setAttribute("aria-hidden", "true");
    svg.appendChild(document.createElementNS(svg.namespaceURI, "use")).setAttribute("href", "#i-" + name);
    return svg;
  }
})(typeof window === "undefined" ? globalThis : window);
