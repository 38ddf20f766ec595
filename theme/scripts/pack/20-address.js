// The address of a page within a copy in one file: what stands behind the file's own, as "#/centres/xa-mau.html?q=may".
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});
  const MARK = "#/";
  let listeners = [];

  /** Somebody may have cut an address off in the middle of a sign. */
  const decoded = (langhoc.decoded = function (text) {
    try {
      return decodeURIComponent(text);
    } catch (error) {
      return text;
    }
  });

  const path = (hash) => (hash.startsWith(MARK) ? decoded(hash.slice(MARK.length).split("?")[0]) : "");
  const asked = (hash) => (hash.includes("?") ? hash.slice(hash.indexOf("?")) : "");

  langhoc.address = {
    asked: () => asked(location.hash),
    say(text, kept, isStep) {
      const search = text && !text.startsWith("?") ? "?" + text : text;
      history[isStep ? "pushState" : "replaceState"](kept, "", MARK + encodeURI(path(location.hash)) + search);
    },
    go: (href) => (location.hash = href.slice(href.indexOf("#"))),
    back: (listener) => listeners.push(listener),

    path: () => path(location.hash),
    isWithin: () => location.hash.startsWith(MARK) || !location.hash,
    /** The page went: nobody is to hear of it any more. */
    leave: () => (listeners = []),
    tellBack: () => listeners.forEach((listener) => listener()),
  };

  /** A link that stands on a page -> a path within the site, with what it asks; null for others. */
  langhoc.within = function (href, from) {
    if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(href)) return null;
    const [, way, search] = /^([^?#]*)(\?[^#]*)?/.exec(href);
    const steps = way ? from.split("/").slice(0, -1) : from.split("/");
    for (const step of way ? way.split("/") : []) {
      if (step === "..") steps.pop();
      else if (step !== "." && step !== "") steps.push(decoded(step));
    }
    return { path: steps.join("/"), search: search || "" };
  };
})(typeof window === "undefined" ? globalThis : window);
