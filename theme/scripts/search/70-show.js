// Results -> the list below the box, and the sentence that says how many there are.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});

  /** What is said of {results, complete}, in the words of the page. */
  langhoc.summary = function (words, found) {
    if (!found.results.length) return words.none;
    return (found.complete ? words.some : words.partly).replace("{n}", found.results.length);
  };

  /** List items for some of the results: a link, then kind, place and the names it was found by. */
  langhoc.items = function (words, found, results) {
    const kinds = JSON.parse(words.kinds);
    return results.map((result) => {
      const item = element("li", "result");
      const link = item.appendChild(element("a", "link", result.title));
      link.href = words.base + result.path.split("/").map(encodeURIComponent).join("/");
      if (result.language) link.lang = result.language;
      const about = item.appendChild(element("p", "about"));
      about.append(element("span", "kind", kinds[result.kind] || ""));
      if (result.place) about.append(" ", element("span", "place", result.place));
      const names = found.namesOf(result).join("; ");
      if (names) item.append(element("p", "known", words.known.replace("{names}", () => names)));
      return item;
    });
  };

  function element(tag, part, text) {
    const made = document.createElement(tag);
    made.className = "lh-search__" + part;
    if (text) made.textContent = text;
    return made;
  }
})(typeof window === "undefined" ? globalThis : window);
