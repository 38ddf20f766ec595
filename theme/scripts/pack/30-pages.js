// Shows the pages of a copy in one file: one after the other, in the place of the list that stands there at first.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});
  const INDEX_CALL = "langhoc.receive(";

  /** Takes {words, home, site, scripts, box, bar}, the slices, and what runs a script by its name. */
  langhoc.openPages = function (about, slices, run) {
    const spot = document.getElementById("lh-page");
    const main = document.querySelector("main");
    const shell = document.title;
    let shown = "";
    let turn = 0;
    langhoc.address.site = about.site;

    const nameOf = (src) => src.split("/").pop().split(".")[0];

    langhoc.load = (src) => {
      const name = nameOf(src);
      if (about.scripts.includes(name)) return run(name);
      const within = src.slice(src.indexOf("search/"));
      return slices.text(within).then(receive);
    };

    /** The parts of an index, which are calls with JSON; nothing else is done with them. */
    function receive(text) {
      for (const line of text.split("\n")) {
        if (!line.startsWith(INDEX_CALL)) continue;
        const [name, data] = JSON.parse("[" + line.slice(INDEX_CALL.length, line.lastIndexOf(")")) + "]");
        langhoc.receive(name, data);
      }
    }

    /** Links lead to where they would in a folder of files, as far as that is in this one. */
    function lead(links, from) {
      for (const link of links) {
        const href = link.getAttribute("href");
        const there = langhoc.within(href, from);
        if (!there || href.startsWith("#")) continue;
        if (slices.has(there.path)) link.setAttribute("href", "#/" + encodeURI(there.path) + there.search);
        else if (about.beside && there.path.startsWith(about.beside)) link.setAttribute("href", encodeURI(there.path));
        else if (about.site) link.href = about.site + encodeURI(there.path) + there.search;
        else link.replaceWith(...link.childNodes);
      }
    }

    /** A photograph or recording that is in the file; others go, with what is said of them. */
    function fill(one, from) {
      const there = langhoc.within(one.getAttribute("src") || "", from);
      const id = "lh-m" + about.media.indexOf(there && there.path);
      one.removeAttribute("src");
      if (id === "lh-m-1") return (one.closest("figure") || one).remove();
      langhoc.arrived(id).then((packed) => {
        one.src = "data:" + document.getElementById(id).dataset.type + ";base64," + packed;
      });
    }

    /** What was shown goes, with all that listened for it; instead stands what comes, by its name. */
    function clear(title) {
      langhoc.address.leave();
      leave();
      spot.textContent = title;
      document.title = title + " – " + shell;
    }

    function show(path, entry) {
      const at = entry.indexOf("\n");
      const page = JSON.parse(entry.slice(0, at));
      // In a template nothing is loaded yet.
      const body = document.createElement("template");
      body.innerHTML = entry.slice(at + 1);
      lead(body.content.querySelectorAll("a[href]"), path);
      for (const one of body.content.querySelectorAll("img, audio, video")) fill(one, path);
      const srcs = [...body.content.querySelectorAll("script[src]")].map((script) => script.getAttribute("src"));
      // What only a web server has a use for is not in it.
      const own = srcs.filter((src) => about.scripts.includes(nameOf(src)));
      clear(page.title);
      spot.textContent = "";
      spot.append(body.content);
      for (const link of document.querySelectorAll("header a[data-section], header [aria-current]")) {
        if (link.dataset.section === page.section) link.setAttribute("aria-current", "page");
        else link.removeAttribute("aria-current");
      }
      const menu = document.querySelector("header details[open]");
      if (menu) menu.open = false;
      refresh();
      spot.dataset.shown = path;
      return Promise.all(own.map((src) => langhoc.load(src)));
    }

    /** The search box and all else that a page's script looks after begins anew, as on a page that was just opened. */
    function refresh() {
      // Some pages take the box to themselves.
      for (const box of document.querySelectorAll("[data-langhoc=search]")) box.remove();
      about.bar.append(about.box.cloneNode(true));
      run("langhoc");
    }

    async function moved() {
      if (!langhoc.address.isWithin()) return;
      const path = langhoc.address.path() || about.home;
      if (path === shown) return langhoc.address.tellBack();
      const mine = (turn += 1);
      try {
        const entry = await slices.text(path);
        if (mine !== turn) return;
        const isFirst = !shown;
        shown = path;
        await show(path, entry);
        if (!isFirst) {
          if (!history.state) scrollTo(0, 0);
          main.focus({ preventScroll: true });
        }
      } catch (error) {
        if (mine !== turn) return;
        // Who goes back from here is to see what was there.
        shown = path;
        clear(about.words.missing);
        scrollTo(0, 0);
        main.focus({ preventScroll: true });
      }
    }

    // Links that scripts made, and places on the page that is shown.
    document.addEventListener("click", (event) => {
      const link = event.target.closest && event.target.closest("a[href]");
      if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey) return;
      const href = link.getAttribute("href");
      if (href.startsWith("#") && !href.startsWith("#/")) {
        event.preventDefault();
        const place = document.getElementById(langhoc.decoded(href.slice(1)));
        if (place) place.scrollIntoView();
        if (place && place.tabIndex >= 0) place.focus();
      }
    });
    addEventListener("popstate", moved);
    addEventListener("hashchange", moved);

    lead(document.querySelectorAll("header a[href], footer a[href]"), about.home);
    document.getElementById("lh-plain").remove();
    const leave = langhoc.listening();
    return moved();
  };
})(typeof window === "undefined" ? globalThis : window);
