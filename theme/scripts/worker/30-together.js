// What is kept is brought up to date together: it comes aside, and takes the old one's place when all of it is there.
(function (root) {
  "use strict";

  const langhoc = root.langhoc;
  const { top, plain } = langhoc;

  const LINK = /<a [^>]*href="([^"?#]+\.html)/g;
  // The menu has all there is; other areas and the other language were not asked for.
  const LEFT_OUT = /<details class="lh-menu[^]*?<\/details>|<ul class="lh-areas[^]*?<\/ul>|<a class="lh-language[^>]*>/g;

  /** An address as a file lies in the site. */
  function addressed(url) {
    if (url.endsWith("/")) return url + "index.html";
    return langhoc.sortOf(langhoc.pathOf(url)) === "page" ? url + ".html" : url;
  }

  /** What belongs to an area, as its page now is: the note of it; nothing where there is no such page any more. */
  async function reach({ id, title, path, day }, aside) {
    const url = top + path;
    await langhoc.renew(addressed(plain(url)), aside);
    const page = await langhoc.latest(url, aside);
    if (!page) return null;
    const html = await page.text();
    const [, language] = /<html lang="([\w-]+)"/.exec(html);
    const found = [url, ...SITE.downloaded.pages[language].map((one) => top + one)];
    html.replace(LEFT_OUT, "").replace(LINK, (_, href) => found.push(new URL(href, url).href));
    return { id, title, path, day, language, urls: [...new Set(found.filter(langhoc.isWithin).map(plain))] };
  }

  /** The parts of a search, {address: seal}: the first 32 bits of the SHA-256 of what each is now. */
  async function partsOf(language) {
    const begin = langhoc.searchIn(language);
    const answer = await fetch(begin + ".json", { cache: "no-cache" });
    if (!answer.ok) throw new Error(answer.status);
    return Object.entries(await answer.json()).map(([name, seal]) => [begin + (name && "/" + name) + ".js", seal]);
  }

  async function isSame([url, seal], aside) {
    const kept = await langhoc.latest(url, aside);
    return kept && new DataView(await crypto.subtle.digest("SHA-256", await kept.arrayBuffer())).getUint32() === seal;
  }

  /** What is to be asked for so that these areas are there, as they are now: {notes, parts: those of their searches,
   *  pages, wanted: those parts that are not there yet}. */
  langhoc.plan = async function (areas, aside) {
    const notes = (await Promise.all(areas.map((area) => reach(area, aside)))).filter(Boolean);
    const lists = await Promise.all([...new Set(notes.map((note) => note.language))].map(partsOf));
    const parts = [].concat(...lists);
    const wanted = [];
    await langhoc.each(parts, async (part) => (await isSame(part, aside)) || wanted.push(part[0]));
    return { notes, parts: parts.map(([url]) => url), wanted, pages: [...new Set([].concat(...notes.map((note) => note.urls)))] };
  };

  /** Brings areas up to date, and `others`, addresses. Throws where the network fails: then all is as it was, but what came
   *  lies aside for the next time. */
  langhoc.bring = async function (areas, others, tell) {
    const aside = await caches.open(langhoc.ASIDE);
    const { notes, parts, wanted, pages } = await langhoc.plan(areas, aside);
    const again = [...new Set([...wanted, ...pages, ...others])];
    let done = 0;
    await langhoc.each(again, async (url) => {
      if (wanted.includes(url)) await part(url, aside);
      else await langhoc.renew(addressed(url), aside);
      tell({ done: (done += 1), of: again.length });
    });
    await assets(pages.concat(others), notes.length > 0, aside);
    await settle(notes, [...parts, ...again], aside);
    return notes;
  };

  /** A part that is another than what is kept. One that is not there yet is no reason to let go of the old one. */
  async function part(url, aside) {
    const answer = await fetch(url, { cache: "no-cache" });
    if (!langhoc.isGood(answer)) throw new Error(answer.status);
    await aside.put(url, answer);
  }

  /** Styles and scripts that are there for good: those that pages need come. */
  async function assets(pages, areAllWanted, aside) {
    const cache = await langhoc.open();
    const wanted = areAllWanted ? [...(await langhoc.named(pages, aside)), ...own(true)] : own();
    await langhoc.each(new Set(wanted), async (url) => {
      if (!(await cache.match(url))) await langhoc.take(url, await fetch(url));
    });
  }

  const own = (langhoc.own = (isDownloaded) => SITE.assets.concat(isDownloaded ? SITE.downloaded.assets : []).map((path) => top + path));

  /** What lies aside takes its place; parts that a search has no more go. */
  async function settle(notes, wanted, aside) {
    const cache = await langhoc.open();
    const move = async (url) => {
      const answer = await aside.match(url);
      if (answer) await cache.put(url, answer);
    };
    // The notes are first: what no area needs might be let go of meanwhile.
    const day = new Date(Date.now() + 252e5).toISOString().slice(0, 10);
    await Promise.all(notes.map((note) => cache.put(langhoc.noteOf(note.id), new Response(JSON.stringify(Object.assign(note, { day }))))));
    await Promise.all(wanted.map(move));
    const begins = [...new Set(notes.map((note) => langhoc.searchIn(note.language) + "/"))];
    const { kept } = await langhoc.all();
    const gone = kept.filter((url) => begins.some((begin) => url.startsWith(begin)) && !wanted.includes(url));
    await Promise.all(gone.map((url) => cache.delete(url)));
    await caches.delete(langhoc.ASIDE);
  }
})(self);
