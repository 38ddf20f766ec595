// What the worker keeps of its site, in one cache: pages by their addresses without what is asked, and what was downloaded.
// In a second one lies aside what is to take its place together.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});

  const top = registration.scope;
  // Notes of the worker's own lie beside what it keeps.
  const NOTES = top + "-/";
  const AREAS = NOTES + "areas/";
  // So many pages that were only looked at.
  const MOST_VISITED = 30;
  // Named after their content.
  const FOR_GOOD = /\.[0-9a-f]{8}(\.min)?\.(css|js)$/;
  // Called alike in each edition.
  const CHANGING = /^(search\/[\w-]+(\/[\w-]+)?\.js|assets\/icon\.svg)$/;
  const PAGE = /(^|\/)[^/.]*(\.html)?$/;
  // The editors' form, which nobody has a use for without a network.
  const FORM = /^(\w+\/)?edit\//;
  const NAMED = /(?:\.\.\/)*(assets\/[\w./-]+\.[0-9a-f]{8}(?:\.min)?\.(?:css|js))/g;

  const isWithin = (url) => url.startsWith(top);
  const pathOf = (url) => url.slice(top.length);

  /** "page", "changing", "asset", or nothing for what is not kept. */
  function sortOf(path) {
    if (FORM.test(path)) return "";
    if (FOR_GOOD.test(path)) return "asset";
    if (CHANGING.test(path)) return "changing";
    return PAGE.test(path) ? "page" : "";
  }

  /** One address for a page, however a host writes it: with index.html or without, with .html or without. */
  const plain = (url) => url.split(/[?#]/)[0].replace(/(^|\/)index\.html$/, "$1").replace(/\.html$/, "");

  const open = () => caches.open("langhoc " + top);
  const ASIDE = "langhoc aside " + top;

  /** An answer as it is kept: that it was redirected would keep browsers from showing it. */
  const settled = (answer) => (answer.redirected ? new Response(answer.body, { headers: answer.headers }) : answer);

  const isGood = (answer) => answer.ok && answer.type === "basic";

  /** Keeps an answer, `aside` if that is given, or lets go of what the host has no more; other answers change nothing. */
  async function take(url, answer, aside) {
    const cache = await open();
    if (isGood(answer)) await (aside || cache).put(plain(url), settled(answer));
    else if (answer.status === 404 || answer.status === 410) {
      await cache.delete(plain(url));
      if (aside) await aside.delete(plain(url));
    }
  }

  /** What is kept of an address, aside or not. */
  const latest = async (url, aside) => (await aside.match(plain(url))) || (await open()).match(plain(url));

  /** Takes an address anew, aside; of what is kept the host is asked only whether it is still so. Throws without a network,
   *  and where the host is too busy to answer. */
  async function renew(url, aside) {
    const kept = await latest(url, aside);
    const [tag, day] = ["etag", "last-modified"].map((name) => kept && kept.headers.get(name));
    const asked = tag ? { "If-None-Match": tag } : day && { "If-Modified-Since": day };
    const answer = await fetch(url, asked ? { headers: asked } : { cache: "no-cache" });
    if (answer.status === 429 || answer.status >= 500) throw new Error(answer.status);
    if (answer.status !== 304) await take(url, answer, aside);
    return answer;
  }

  /** Does something with each, a few at a time. */
  async function each(list, work) {
    const left = [...list];
    const go = async () => {
      while (left.length) await work(left.shift());
    };
    await Promise.all([go(), go(), go(), go()]);
  }

  // What was downloaded: for each area {id, title, path, day, language, urls}; the last are of pages

  async function areas() {
    const cache = await open();
    const notes = (await cache.keys()).filter((one) => one.url.startsWith(AREAS));
    return Promise.all(notes.map(async (one) => (await cache.match(one)).json()));
  }

  const noteOf = (id) => AREAS + encodeURIComponent(id);

  /** Where a search lies: its first part is so called, the others lie below. */
  const searchIn = (language) => `${top}search/${language}`;

  /** What tells whether an address is that of a part of a search that was downloaded: these are kept together. */
  async function ofSearches() {
    const begins = (await areas()).map(({ language }) => searchIn(language));
    return (url) => begins.some((begin) => url === begin + ".js" || url.startsWith(begin + "/"));
  }

  /** The addresses of what is kept but the notes, those of pages only looked at, the eldest first, and those of areas. */
  async function all() {
    const kept = (await (await open()).keys()).map((one) => one.url).filter((url) => !url.startsWith(NOTES));
    const ofAreas = new Set([].concat(...(await areas()).map((area) => area.urls)));
    const pages = kept.filter((url) => sortOf(pathOf(url)) === "page");
    return { kept, pages, ofAreas, visited: pages.filter((url) => !ofAreas.has(url) && url !== top && url !== top + "offline") };
  }

  /** Of pages only looked at the last are kept. */
  async function trim() {
    const { visited } = await all();
    const cache = await open();
    await Promise.all(visited.slice(0, -MOST_VISITED).map((url) => cache.delete(url)));
  }

  /** The styles and scripts that pages name, by their addresses, as the pages are kept or lie aside. */
  async function named(pages, aside) {
    const texts = await Promise.all(pages.map(async (url) => ((await latest(url, aside)) || new Response("")).text()));
    const found = new Set();
    texts.forEach((text) => text.replace(NAMED, (_, path) => found.add(top + path)));
    return found;
  }

  const own = { top, NOTES, ASIDE, isWithin, pathOf, sortOf, plain, open, isGood, take, latest, renew, each, areas, noteOf, searchIn, ofSearches, all, trim, named };
  Object.assign(langhoc, own);
})(self);
