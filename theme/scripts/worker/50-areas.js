// What a page asks of the worker: to download an area's pages, to tell whether they are there, to remove them.
(function (root) {
  "use strict";

  const langhoc = root.langhoc;

  async function held({ id }) {
    const note = await (await langhoc.open()).match(langhoc.noteOf(id));
    return note ? note.json() : null;
  }

  /** How many files there are to download. */
  async function measured(area) {
    const { pages, wanted } = await langhoc.plan([area], await caches.open(langhoc.ASIDE));
    return { pages: pages.length, parts: wanted.length };
  }

  /** Takes {id, title, path}, where the path is that of the area's page. */
  const download = async (area, tell) => (await langhoc.bring([area], [], tell))[0];

  /** What another area needs, too, stays, and so does what was there without being asked for. */
  async function remove({ id }) {
    const cache = await langhoc.open();
    const mine = await held({ id });
    await cache.delete(langhoc.noteOf(id));
    await caches.delete(langhoc.ASIDE);
    if (!mine) return null;
    const { kept, ofAreas } = await langhoc.all();
    const isOfSearch = await langhoc.ofSearches();
    const isMine = (url) => mine.urls.includes(url) && url !== langhoc.top && !ofAreas.has(url);
    const isOfNone = (url) => url.startsWith(langhoc.searchIn(mine.language)) && !isOfSearch(url);
    await Promise.all(kept.filter((url) => isMine(url) || isOfNone(url)).map((url) => cache.delete(url)));
    return null;
  }

  const WORK = { held, measured, download, remove };

  addEventListener("message", (event) => {
    const [port] = event.ports;
    const work = port && WORK[event.data.does];
    if (!work) return;
    const tell = (message) => port.postMessage(message);
    event.waitUntil(work(event.data, tell).then((told) => tell({ told }), () => tell({ failed: true })));
  });
})(self);
