// What the worker tells of a page that came from what is kept: that there is no network, a newer one, or none any more.
(function (langhoc) {
  "use strict";

  /** Takes {kept: a date as HTTP writes it, newer, gone}. */
  langhoc.tellOfPage = function ({ kept, newer, gone }) {
    if (gone) return location.reload();
    const { said } = langhoc;
    const note = document.createElement("p");
    note.className = "lh-note";
    note.setAttribute("role", "status");
    document.querySelector("main article").prepend(note);
    note.append(newer ? said.newer : said.stale.replace("{day}", langhoc.dayOf(new Date(kept))));
    if (newer) note.append(" ", langhoc.buttonFor(said.reload, () => location.reload()));
  };

  langhoc.buttonFor = (words, onclick) =>
    Object.assign(document.createElement("button"), { type: "button", className: "lh-button", textContent: words, onclick });

  langhoc.dayOf = (date) =>
    date.toLocaleDateString(document.documentElement.lang.replace("en", "en-GB"), { day: "numeric", month: "numeric", year: "numeric", timeZone: "Asia/Ho_Chi_Minh" });
})((window.langhoc = window.langhoc || {}));
