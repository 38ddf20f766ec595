// What somebody began to write is kept in this browser: a closed tab, a lost signal, an empty battery lose nothing.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});

  // From a disk all pages of all sites share what is kept: its name holds the page's own.
  const KEY = "langhoc-tell " + (root.location ? location.pathname : "");

  langhoc.draft = {
    /** null where nothing is kept. */
    read() {
      try {
        const draft = JSON.parse(localStorage.getItem(KEY));
        return draft && draft.values ? draft : null;
      } catch (refused) {
        return null;
      }
    },
    /** Whether it is kept. */
    keep(draft) {
      try {
        localStorage.setItem(KEY, JSON.stringify(draft));
        return true;
      } catch (refused) {
        return false;
      }
    },
    forget() {
      try {
        localStorage.removeItem(KEY);
      } catch (refused) {
        // Nothing was kept.
      }
    },
  };
})(typeof window === "undefined" ? globalThis : window);
