// What the buttons of a record's page do: hand it on, put it in the phone's calendar, keep it to find it again.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});

  const base = () => document.querySelector("[data-langhoc=search]").dataset.base;
  const element = (tag, values, ...content) => {
    const made = Object.assign(document.createElement(tag), values);
    made.append(...content.filter(Boolean));
    return made;
  };
  const part = (tag, name, textContent) => {
    const made = element(tag, { className: "lh-button", textContent });
    if (tag === "button") made.type = "button";
    made.dataset.part = name;
    return made;
  };

  /** Opens the panel below the buttons, or closes it. */
  langhoc.share = function (button) {
    const words = langhoc.said;
    const row = button.closest(".lh-actions");
    const open = row.parentNode.querySelector(".lh-share");
    button.setAttribute("aria-expanded", !open);
    if (open) return open.remove();
    const record = langhoc.record();
    const short = langhoc.shortText(record, words);
    const text = element("textarea", { id: "lh-shared", rows: 7, value: short });
    const label = element("label", { htmlFor: text.id, textContent: short ? words.label : words.nothing });
    const qr = part("button", "qr", words.qr);
    const actions = [part("button", "copy", words.copy), part("button", "hand", words.hand), part("a", "text", words.text), qr];
    const done = element("p", {});
    done.setAttribute("role", "status");
    done.dataset.part = "done";
    const panel = element("section", { className: "lh-wish lh-share", tabIndex: -1 }, label, text, element("p", { className: "lh-actions" }, ...actions), done);
    panel.setAttribute("aria-label", button.textContent);
    Object.assign(panel.dataset, { copied: words.copied, byHand: words.byHand, phone: "" });
    row.parentNode.append(panel);
    const changed = langhoc.openSending(panel);
    text.oninput = () => changed(record.title);
    changed(record.title);
    // Who wrote something else means that.
    qr.onclick = () => (text.value === short && record.url ? draw(panel, record.url, record.url) : draw(panel, text.value, ""));
    panel.focus();
  };

  async function draw(panel, said, below) {
    const shown = panel.querySelector(".lh-qr");
    if (shown) shown.remove();
    const done = panel.querySelector("[data-part=done]");
    let why = "qrAway";
    try {
      if (!langhoc.qr) await langhoc.load(base() + langhoc.said.qrScript);
      why = "noQr";
      panel.append(element("div", { className: "lh-qr" }, langhoc.qr(said), element("p", { textContent: below })));
      done.textContent = "";
    } catch (error) {
      done.textContent = langhoc.said[why];
    }
  }

  // The calendar

  langhoc.calendar = function (button) {
    const { id, title, where, phone, url } = langhoc.record();
    const words = langhoc.said;
    const number = [...document.querySelectorAll("[data-held]")].indexOf(button);
    const file = langhoc.calendarFile(
      {
        id: `${number}-${id}@${url ? new URL(url).host : "lang-hoc.invalid"}`,
        title,
        where: where[0] || "",
        about: [words.before, phone && words.call + " " + phone, url].filter(Boolean).join("\n"),
        url,
        held: button.dataset.held,
      },
      Date.now()
    );
    const href = URL.createObjectURL(new Blob([file], { type: "text/calendar;charset=utf-8" }));
    element("a", { href, download: id + ".ics" }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60000);
    tell(button, words.calendar);
  };

  /** Says it behind what was pressed, to who listens, too. */
  function tell(pressed, ...content) {
    let line = pressed.nextElementSibling;
    if (!line || line.getAttribute("role") !== "status") {
      line = element("p", { className: "lh-quiet" });
      line.setAttribute("role", "status");
      pressed.after(line);
    }
    line.textContent = "";
    line.append(...content);
  }

  // What is kept

  /** Where the page lies in the site. */
  function path() {
    if (langhoc.address.path) return langhoc.address.path();
    return decodeURI(location.href.split(/[?#]/)[0].slice(new URL(base(), location.href).href.length));
  }

  langhoc.save = function () {
    const record = langhoc.record();
    const others = langhoc.saved.read().filter((one) => one.id !== record.id);
    const isIn = others.length < langhoc.saved.read().length;
    const isKept = langhoc.saved.keep(isIn ? others : [entry(record), ...others]);
    langhoc.showSaved(isKept ? "" : langhoc.said.refused);
  };

  const entry = ({ id, title, when, where, phone, url }) => ({ id, path: path(), title, when: when.slice(0, 3).join("; "), where: where[0] || "", phone, url });

  /** Whether this page is kept, and where all are that are; what is kept of it is as it is now. */
  langhoc.showSaved = function (refused) {
    const button = document.querySelector("[data-does=save]");
    const record = langhoc.record();
    const words = langhoc.said;
    const list = langhoc.saved.read();
    const at = list.findIndex((one) => one.id === record.id);
    button.setAttribute("aria-pressed", at >= 0);
    if (at >= 0) {
      list[at] = entry(record);
      langhoc.saved.keep(list);
    }
    const all = element("a", { href: base() + words.list, textContent: words.all });
    tell(button.parentNode, refused || (at >= 0 ? words.saved : words.unsaved) + " ", refused ? "" : all);
  };
})(typeof window === "undefined" ? globalThis : window);
