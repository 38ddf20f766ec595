// What the worker answers: pages as they are now, while the line bears it; else as they were, and the page says so.
(function (root) {
  "use strict";

  const langhoc = root.langhoc;

  // On a bad line a page that is kept is shown after so long.
  const PATIENCE = 3000;

  const wait = (time) => new Promise((done) => setTimeout(done, time));
  const ESCAPED = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  const escaped = (text) => text.replace(/[&<>"]/g, (sign) => ESCAPED[sign]);

  /** Tells the page that is just being opened, in its language. */
  async function tell(id, language, message) {
    for (let times = 0; times < 40; times++) {
      const client = await clients.get(id);
      if (client) return client.postMessage(Object.assign({ script: SITE.offline[language] }, message));
      await wait(250);
    }
  }

  /** The host's answer, which is kept as it comes. What a browser holds by itself it might take for fresh for days. */
  async function ask(event) {
    const answer = await fetch(new Request(event.request, { cache: "no-cache" }));
    const copy = answer.clone();
    event.waitUntil(keep(event.request.url, copy));
    return answer;
  }

  /** A part of another edition would not fit to those that were downloaded. */
  async function keep(url, answer) {
    if ((await langhoc.ofSearches())(url)) return;
    await langhoc.take(url, answer);
    await langhoc.trim();
  }

  const isOf = (answer) => answer && answer.status < 500;

  async function page(event) {
    const kept = await (await langhoc.open()).match(langhoc.plain(event.request.url));
    const asked = ask(event).catch(() => null);
    event.waitUntil(asked.then((answer) => isOf(answer) && langhoc.lookAgain()));
    const first = await Promise.race(kept ? [asked, wait(PATIENCE)] : [asked]);
    if (isOf(first) || (first && !kept)) return first;
    if (!kept) return missing();
    event.waitUntil(follow(event, asked, kept.clone()));
    return kept;
  }

  /** What became of the page of which a kept form is shown. */
  async function follow(event, asked, kept) {
    const answer = await asked;
    const was = await kept.text();
    const [, language] = /<html lang="([\w-]+)"/.exec(was) || [];
    const say = (message) => tell(event.resultingClientId || event.clientId, language, message);
    if (!isOf(answer)) return say({ kept: kept.headers.get("date") });
    if (answer.status === 404 || answer.status === 410) return say({ gone: true });
    if (langhoc.isGood(answer) && (await answer.text()) !== was) return say({ newer: true });
  }

  /** A part of the search, say: the network's while it comes, else what is kept. */
  async function changing(event) {
    const kept = await (await langhoc.open()).match(langhoc.plain(event.request.url));
    const asked = ask(event).catch(() => null);
    event.waitUntil(asked);
    const first = await Promise.race(kept ? [asked, wait(PATIENCE)] : [asked]);
    return isOf(first) ? first : kept || Response.error();
  }

  async function asset(event) {
    const kept = await (await langhoc.open()).match(event.request.url);
    return kept || ask(event);
  }

  /** No network, and the page was never looked at: what there is instead. */
  async function missing() {
    const cache = await langhoc.open();
    const told = await cache.match(langhoc.top + "offline");
    if (!told) return Response.error();
    const { pages, ofAreas, visited } = await langhoc.all();
    const listed = (await langhoc.areas()).map((area) => [langhoc.top + area.path, area.title]);
    const titled = listed.filter(([url]) => pages.includes(langhoc.plain(url)));
    const others = [langhoc.top, ...visited.reverse()].filter((url) => pages.includes(url) && !ofAreas.has(url));
    for (const url of others) {
      const [, title] = /<title>([^<]*)<\/title>/.exec(await (await cache.match(url)).text()) || [];
      if (title) titled.push([url, title.replace(/ – [^–]*$/, "").replace(/&#?\w+;/g, unescaped)]);
    }
    const links = titled.map(([url, title]) => `<li><a href="${escaped(url)}">${escaped(title)}</a></li>`).join("");
    const html = (await told.text()).replace("<ul></ul>", () => `<ul>${links}</ul>`);
    return new Response(html, { headers: { "Content-Type": "text/html; charset=utf-8" } });
  }

  const SAID = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&#34;": '"', "&quot;": '"', "&#39;": "'" };
  const unescaped = (entity) => SAID[entity] || entity;

  const ANSWERS = { page, changing, asset };

  addEventListener("fetch", (event) => {
    const { method, mode, url } = event.request;
    if (method !== "GET" || !langhoc.isWithin(url)) return;
    const sort = langhoc.sortOf(langhoc.pathOf(url.split(/[?#]/)[0]));
    // What is asked for within a page is no page.
    if (!sort || (sort === "page") !== (mode === "navigate")) return;
    // Where a phone can keep nothing, the host still answers.
    event.respondWith(ANSWERS[sort](event).catch(() => fetch(event.request)));
  });
})(self);
