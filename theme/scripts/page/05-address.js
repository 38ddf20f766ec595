// What a page needs of what is around it: its address, steps back, further scripts. A copy in one file brings its own.
(function (langhoc) {
  "use strict";

  if (langhoc.address) return;

  langhoc.address = {
    /** What is asked, as "?q=may". */
    asked: () => location.search,
    /** Says what is asked, and keeps something with it; as a step from which one can go back, or instead of the last. */
    say(asked, kept, isStep) {
      const address = new URL(location.href);
      address.search = asked;
      address.hash = "";
      history[isStep ? "pushState" : "replaceState"](kept, "", address.href);
    },
    go: (href) => location.assign(href),
    /** What to do when somebody goes a step back. */
    back: (listener) => addEventListener("popstate", listener),
  };

  /** Loads a script: a page from a disk cannot fetch. Those `inOrder` wait for the ones that were asked for before. */
  langhoc.load = (src, inOrder) =>
    new Promise((onload, onerror) =>
      document.head.append(Object.assign(document.createElement("script"), { src, onload, onerror, async: !inOrder }))
    );

  // In that folder of a stick lies what says of which day the copy is.
  const top = document.currentScript.src.replace(/assets\/[^/]*$/, "");
  if (/^file:.*\/trang\/$/.test(top)) langhoc.load(top + "ban-chep.js").catch(() => {});

  // From a web server the site keeps what was looked at, and may tell of a page that it has changed; in a copy that some
  // other program serves there is nothing to be kept.
  const workers = navigator.serviceWorker;
  if (!workers || !top.startsWith("http") || "copy" in document.documentElement.dataset) return;
  workers.onmessage = ({ data }) => langhoc.load(top + data.script).then(() => langhoc.tellOfPage(data));
  addEventListener("load", () => workers.register(top + "sw.js").catch(() => {}));
})((window.langhoc = window.langhoc || {}));
