// An area's page offers to keep what it leads to: its classes, places and events, the main lists, and the search.
(function (langhoc) {
  "use strict";

  // What a part of the search weighs, and an index in one file with the scripts, in bytes as they are sent.
  const PART = 1100;
  const LEAST = 60000;
  // An area with all that is in it has a longer page than most.
  const SMALLER = 0.6;
  // A browser may end a worker that takes too long: after so much silence, in milliseconds, nothing more comes.
  const SILENCE = 6e4;

  /** Takes the empty element in which button and status are to stand; it says the area's id and title. */
  function open(place) {
    const words = langhoc.said;
    const { id, title } = place.dataset;
    const button = langhoc.buttonFor("");
    const remove = langhoc.buttonFor(words.remove);
    const status = document.createElement("span");
    status.setAttribute("role", "status");
    place.append(button, remove, status);
    const box = document.querySelector("[data-langhoc=search]").dataset;
    const top = new URL(box.base, location.href).href;
    const full = (href) => new URL(href, location.href).href.split(/[?#]/)[0];

    /** Asks the worker; `hear` takes what it tells on the way. */
    const ask = (does, hear) =>
      navigator.serviceWorker.ready.then(
        ({ active }) =>
          new Promise((tell, fail) => {
            const { port1, port2 } = new MessageChannel();
            let patience = setTimeout(fail, SILENCE);
            port1.onmessage = ({ data }) => {
              clearTimeout(patience);
              if ("told" in data) return tell(data.told);
              if (data.failed) return fail();
              patience = setTimeout(fail, SILENCE);
              hear(data);
            };
            const pages = [...new Set([location.href, box.finding, ...linked()].map(full))];
            active.postMessage({ does, id, title, path: full("").slice(top.length), pages, index: full(box.index) }, [port2]);
          })
      );

    /** What the page leads to in the site, but for the areas around; and the items that are always in sight. */
    function linked() {
      const links = [...document.querySelectorAll("main a[href], .lh-brand, .lh-nav a")];
      return links
        .filter((link) => link.href.startsWith(top) && link.pathname.endsWith(".html") && !link.closest(".lh-areas"))
        .map((link) => link.href);
    }

    const size = ({ pages, parts }) => pages * (ofThisPage() || 6000) + Math.max(LEAST, parts * PART);
    const ofThisPage = () => (performance.getEntriesByType("navigation")[0] || {}).encodedBodySize * SMALLER;
    const megabytes = (bytes) => (Math.ceil(bytes / 1e5) / 10).toLocaleString(document.documentElement.lang);

    /** What a tap does next; nothing while something is under way. A button that is disabled would lose the focus. */
    function next(does) {
      button.onclick = does;
      button.setAttribute("aria-disabled", !does);
    }

    function show(note) {
      status.textContent = note ? words.kept.replace("{day}", langhoc.dayOf(new Date(note.day))) : "";
      button.textContent = note ? words.again : words.download;
      remove.hidden = !note;
      place.hidden = false;
      next(measure);
    }

    const failed = () => {
      status.textContent = words.failed;
      button.textContent = words.start;
      next(start);
    };

    function measure() {
      next(null);
      ask("measured").then((found) => {
        status.textContent = words.size.replace("{n}", found.pages).replace("{size}", megabytes(size(found)));
        button.textContent = words.start;
        next(start);
      }, failed);
    }

    function start() {
      next(null);
      remove.hidden = true;
      status.textContent = words.begun;
      // Told by the button, for who listens is to hear no more than the beginning and the end.
      const hear = ({ done, of }) => (button.textContent = words.doing.replace("{done}", done).replace("{of}", of));
      ask("download", hear).then(show, () => {
        remove.hidden = false;
        failed();
      });
    }

    remove.onclick = () => {
      button.focus();
      ask("remove").then(show, failed);
    };
    ask("held").then(show);
  }

  // A page that told of itself has loaded this before.
  const place = document.querySelector("[data-langhoc=offline]:empty");
  if (place && navigator.serviceWorker && location.protocol.startsWith("http")) open(place);
})((window.langhoc = window.langhoc || {}));
