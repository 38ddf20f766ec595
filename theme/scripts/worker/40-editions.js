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
    const aside = await caches.open(langhoc.ASIDE);
    const { kept, pages } = await langhoc.all();
    const isOfSearch = await langhoc.ofSearches();
    // What a person may have taken back goes first, whatever comes of the rest; so do parts of a search of no area.
    const isStory = (url) => langhoc.pathOf(url).includes("stories/");
    const first = kept.filter((url) => isStory(url) || (langhoc.pathOf(url).startsWith("search/") && !isOfSearch(url)));
    await Promise.all(first.map((url) => cache.delete(url)));
    // Else what lies aside stays: a download may be under way.
    const held = (await aside.keys()).map((one) => one.url).filter(isStory);
    await Promise.all(held.map((url) => aside.delete(url)));
    const windows = await clients.matchAll({ includeUncontrolled: true, type: "window" });
    const open = windows.map((one) => langhoc.plain(one.url)).filter((url) => langhoc.isWithin(url) && sortOf(url) === "page");
    const shell = SITE.shell.map((path) => langhoc.plain(langhoc.top + path));
    const before = await langhoc.areas();
    const notes = await langhoc.bring(before, [...pages, ...open, ...shell], () => {});
    const gone = before.filter((area) => !notes.some((note) => note.id === area.id));
    await Promise.all(gone.map((area) => cache.delete(langhoc.noteOf(area.id))));
    await letGo();
  }

  /** Styles and scripts that no page names any more go. */
  async function letGo() {
    const cache = await langhoc.open();
    const { kept, pages } = await langhoc.all();
    const needed = new Set([...langhoc.own((await langhoc.areas()).length), ...(await langhoc.named(pages, cache))]);
    const gone = kept.filter((url) => sortOf(url) === "asset" && !needed.has(url));
    await Promise.all(gone.map((url) => cache.delete(url)));
  }

  addEventListener("install", (event) => event.waitUntil(install()));
  addEventListener("activate", (event) => event.waitUntil(clients.claim()));
})(self);
