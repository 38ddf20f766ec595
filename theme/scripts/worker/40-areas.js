// What a page asks of the worker: to download an area's pages, to tell whether they are there, to remove them.
(function (root) {
  "use strict";

  const langhoc = root.langhoc;

  async function noted({ id }) {
    const note = await (await langhoc.open()).match(langhoc.noteOf(id));
    return note ? note.json() : null;
  }

  const write = async (note) => (await langhoc.open()).put(langhoc.noteOf(note.id), new Response(JSON.stringify(note)));

  /** One that is whole. */
  async function held(area) {
    const note = await noted(area);
    return note && note.day ? note : null;
  }

  /** The addresses of all parts of a search, by that of the first: a list beside it names the others. */
  async function searchOf(index) {
    const begin = index.replace(/\.js$/, "");
    const names = await (await fetch(begin + ".json", { cache: "no-cache" })).json();
    return [index, ...names.map((name) => `${begin}/${name}.js`)];
  }

  /** How many files there are to download. */
  const measured = async ({ pages, index }) => ({ pages: pages.length, parts: (await searchOf(index)).length });

  /** Takes {id, title, path, pages, index}: the addresses of the pages, and that of the first part of the search. */
  async function download({ id, title, path, pages, index }, tell) {
    const ours = pages.concat(await searchOf(index)).filter(langhoc.isWithin);
    const note = { id, title, path, urls: ours.map(langhoc.plain) };
    // What is noted stays, however many pages are looked at meanwhile.
    const { day, urls = [] } = (await noted({ id })) || {};
    await write(Object.assign({}, note, { day, urls: [...new Set([...urls, ...note.urls])] }));
    let done = 0;
    await langhoc.each(ours, async (url) => {
      await langhoc.renew(url);
      tell({ done: (done += 1), of: ours.length });
    });
    const cache = await langhoc.open();
    for (const url of await langhoc.named()) {
      if (!(await cache.match(url))) await langhoc.take(url, await fetch(url));
    }
    note.day = new Date(Date.now() + 252e5).toISOString().slice(0, 10);
    await write(note);
    return note;
  }

  /** What another area needs, too, stays, and so does what was there without being asked for. */
  async function remove({ id }) {
    const cache = await langhoc.open();
    const mine = await noted({ id });
    await cache.delete(langhoc.noteOf(id));
    const { ofAreas } = await langhoc.all();
    const gone = ((mine && mine.urls) || []).filter((url) => url !== langhoc.top && !ofAreas.has(url));
    await Promise.all(gone.map((url) => cache.delete(url)));
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
