// What a record's page says of it, in a few plain words: read from the page, so that it costs no page anything.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});

  // Five text messages with Vietnamese letters.
  const LONGEST = 300;
  // Of less nothing can be understood.
  const LEAST = 20;

  const tidy = (text) => text.replace(/\s+/g, " ").trim();

  /** The first lines of an element side by side, without what scripts wrote into it and what is to be pressed. */
  function plain(element, lines) {
    const copy = element.cloneNode(true);
    copy.querySelectorAll("button, .lh-next, [role=status]").forEach((one) => one.remove());
    copy.querySelectorAll("br").forEach((one) => one.replaceWith("\0"));
    return copy.textContent.split("\0").slice(0, lines).map(tidy).filter(Boolean).join(", ");
  }

  /** The page's own address, that anybody can open; empty where there is none, as on a disk. */
  function publicAddress() {
    const { site, path } = langhoc.address;
    if (path) return site ? site + encodeURI(path()) : "";
    const canonical = document.querySelector("link[rel=canonical]");
    return canonical ? canonical.href : location.protocol.startsWith("http") ? location.href.split(/[?#]/)[0] : "";
  }

  /**
   * The texts of a key fact, which its icon names: first those that can be put in a calendar, for when else it is held
   * matters more than when it is not. Of a place its name and address are enough.
   */
  function fact(icon) {
    const sign = document.querySelector(`.lh-facts--key use[href="#i-${icon}"]`);
    const told = sign ? [...sign.closest("div").querySelectorAll("dd")] : [];
    const isHeld = (one) => !!one.querySelector("[data-held]");
    return [...told.filter(isHeld), ...told.filter((one) => !isHeld(one))].map((one) => plain(one, 2)).filter(Boolean);
  }

  /** Of which day a copy is, which has no address. */
  function copied() {
    const line = document.getElementById("lh-copy");
    return line ? tidy(line.firstChild.textContent) : "";
  }

  /** Of the page that is shown: {id, title, when, where, cost, phone, url, copy}; of a story nothing but its address. */
  langhoc.record = function () {
    const { id, story } = document.querySelector("[data-does=share]").dataset;
    const url = publicAddress();
    if (story !== undefined) return { id, title: "", when: [], where: [], cost: [], phone: "", url };
    const call = document.querySelector('main .lh-call a[href^="tel:"]');
    const phone = call ? call.href.slice(4).replace(/^\+84/, "0") : "";
    return { id, title: plain(document.querySelector("main h1"), 1), when: fact("clock"), where: fact("pin"), cost: fact("coin"), phone, url, copy: copied() };
  };

  /** As many whole words as fit. */
  function cut(text, most) {
    if (text.length <= most) return text;
    const end = text.lastIndexOf(" ", most - 1);
    return text.slice(0, end > 0 ? end : most - 1).replace(/[\s,;.–-]+$/, "") + "…";
  }

  /**
   * A record in a text message. What does not fit is cut or left out, but for whom to call, and the address. A line may
   * be longer than its share where others are shorter than theirs.
   */
  langhoc.shortText = function ({ title, when, where, cost, phone, url, copy }, words) {
    const last = [phone && words.call + " " + phone, url, copy].filter(Boolean);
    const parts = [[title, 80], [when[0], 80], [where[0], 100], [cost[0], 30], [when[1], 80], [when[2], 80]];
    const shares = parts.map(([text, most]) => [text || "", most]);
    let left = LONGEST - last.join("\n").length;
    let spare = left - shares.reduce((sum, [text, most]) => sum + Math.min(text.length, most) + 1, 0);
    const fitting = ([text, most]) => {
      const more = Math.max(0, Math.min(text.length - most, spare));
      spare -= more;
      const line = cut(text, Math.min(most + more, left - 1));
      if (left - 1 < LEAST && line !== text) return "";
      left -= line.length + 1;
      return line;
    };
    const [named, first, place, price, second, third] = shares.map(fitting);
    return [named, first, second, third, place, price, ...last].filter(Boolean).join("\n");
  };
})(typeof window === "undefined" ? globalThis : window);
