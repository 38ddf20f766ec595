// Another edition of the site is another worker: while it is put in, all that is kept is taken anew, or let go.
(function (root) {
  "use strict";

  const langhoc = root.langhoc;

  const sortOf = (url) => langhoc.sortOf(langhoc.pathOf(url));

  // So long, in milliseconds, a host takes at most to get a new edition, file by file.
  const SETTLED = 36e5;
  const PENDING = langhoc.NOTES + "pending";

  /** Throws where the network fails: browsers then try again when the site is visited next. */
  async function install() {
    const isFirst = !(await langhoc.all()).kept.length;
    await renewAll();
    if (!isFirst) await remember();
    await skipWaiting();
  }

  const remember = async () => (await langhoc.open()).put(PENDING, new Response(String(Date.now())));

  /** Some of what was taken while a host was getting the edition was still the old one's: all is asked for once more,
   *  when a page is opened later and the network is there. */
  langhoc.lookAgain = async function () {
    const cache = await langhoc.open();
    const since = await cache.match(PENDING);
    if (!since || Date.now() - (await since.text()) < SETTLED) return;
    if (await cache.delete(PENDING)) await renewAll().catch(remember);
  };

  async function renewAll() {
    const cache = await langhoc.open();
    const { kept, pages, ofAreas } = await langhoc.all();
    const changing = kept.filter((url) => sortOf(url) === "changing");
    // What a person may have taken back goes first, whatever comes of the rest; so do parts of a search of no area.
    const stories = pages.filter((url) => langhoc.pathOf(url).includes("stories/"));
    const first = stories.concat(changing.filter((url) => !ofAreas.has(url)));
    await Promise.all(first.map((url) => cache.delete(url)));
    const windows = await clients.matchAll({ includeUncontrolled: true, type: "window" });
    const open = windows.map((one) => langhoc.plain(one.url)).filter((url) => langhoc.isWithin(url) && sortOf(url) === "page");
    const shell = SITE.shell.map((path) => langhoc.plain(langhoc.top + path));
    const again = new Set([...pages, ...ofAreas, ...open, ...shell]);
    await langhoc.each([...again].map(addressed), langhoc.renew);
    await assets(ofAreas.size > 0);
  }

  /** An address as a file lies in the site. */
  function addressed(url) {
    if (url.endsWith("/")) return url + "index.html";
    return sortOf(url) === "page" ? url + ".html" : url;
  }

  /** Styles and scripts that are there for good: those that pages need come, those that none names go. */
  async function assets(areAllWanted) {
    const cache = await langhoc.open();
    const own = SITE.assets.map((path) => langhoc.top + path);
    const named = [...(await langhoc.named())];
    const held = (await langhoc.all()).kept.filter((url) => sortOf(url) === "asset");
    const wanted = areAllWanted ? own.concat(named) : own;
    await langhoc.each(new Set(wanted.filter((url) => !held.includes(url))), async (url) => langhoc.take(url, await fetch(url)));
    const gone = held.filter((url) => !named.includes(url) && !own.includes(url));
    await Promise.all(gone.map((url) => cache.delete(url)));
  }

  addEventListener("install", (event) => event.waitUntil(install()));
  addEventListener("activate", (event) => event.waitUntil(clients.claim()));
})(self);
