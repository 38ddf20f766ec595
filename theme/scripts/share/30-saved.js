// Records that a reader wants to find again: in this browser alone, which need not keep anything.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});

  // From a disk all pages of all sites share what is kept: its name holds where this one lies.
  const key = () => "langhoc-saved " + new URL(document.querySelector("[data-langhoc=search]").dataset.base, location.href).href;

  langhoc.saved = {
    /** All of them, the last first: [{id, path, title, when, where, phone, url}]. */
    read() {
      try {
        const list = JSON.parse(localStorage.getItem(key()));
        return Array.isArray(list) ? list : [];
      } catch (refused) {
        return [];
      }
    },
    /** Whether they are kept now. */
    keep(list) {
      try {
        if (list.length) localStorage.setItem(key(), JSON.stringify(list));
        else localStorage.removeItem(key());
        return true;
      } catch (refused) {
        return false;
      }
    },
  };
})(typeof window === "undefined" ? globalThis : window);
