// An area's page offers to keep what it leads to: its classes, places and events, the main lists, and the search. The
// worker finds them.
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
    const top = new URL(document.querySelector("[data-langhoc=search]").dataset.base, location.href).href;

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
            active.postMessage({ does, id, title, path: location.href.split(/[?#]/)[0].slice(top.length) }, [port2]);
          })
      );

    const size = ({ pages, parts }) => pages * (ofThisPage() || 6000) + Math.max(LEAST, parts * PART);
    const ofThisPage = () => (performance.getEntriesByType("navigation")[0] || {}).encodedBodySize * SMALLER;
    const megabytes = (bytes) => (Math.ceil(bytes / 1e5) / 10).toLocaleString(document.documentElement.lang);

    /** What a tap does next; nothing while something is under way. A button that is disabled would lose the focus. */
    function next(does) {
      button.onclick = does;
      button.setAttribute("aria-disabled", !does);
    }

    function show(note) {
      status.textContent = note ? words.kept.replace("{day}", langhoc.dayOf(new Date(note.day))).replace("{place}", title) : "";
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
      const hear = ({ done, of }) => (button.textContent = words.doing.replace("{n}", Math.floor((100 * done) / of)));
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
