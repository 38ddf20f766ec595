// What pages have listen to the whole window or document goes with them.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});

  /** Notes from now on who listens there; gives what ends it for all of them. */
  langhoc.listening = function () {
    const heard = [];
    for (const target of [root, document]) {
      const add = target.addEventListener;
      target.addEventListener = (...what) => {
        heard.push([target, what]);
        add.apply(target, what);
      };
    }
    return () => heard.splice(0).forEach(([target, what]) => target.removeEventListener(...what));
  };
})(typeof window === "undefined" ? globalThis : window);
