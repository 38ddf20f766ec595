// The page with the records that a reader kept: each can be opened, called, taken off; all go into one text.
(function (langhoc) {
  "use strict";

  const place = document.querySelector("[data-langhoc=saved]");
  if (!place) return;
  const words = place.dataset;
  const part = (name) => place.querySelector(`[data-part=${name}]`);
  const text = place.querySelector("textarea");
  const { base } = document.querySelector("[data-langhoc=search]").dataset;
  const changed = langhoc.openSending(place);

  const element = (tag, values, ...content) => {
    const made = Object.assign(document.createElement(tag), values);
    made.append(...content.filter(Boolean));
    return made;
  };

  function row(one) {
    const link = element("a", { href: base + one.path.split("/").map(encodeURIComponent).join("/"), textContent: one.title });
    const call = one.phone && element("a", { className: "lh-button", href: "tel:" + one.phone, textContent: words.call + " " + one.phone });
    const drop = element("button", { type: "button", className: "lh-button", textContent: words.drop });
    drop.setAttribute("aria-label", words.drop + " " + one.title);
    drop.onclick = () => keep(langhoc.saved.read().filter((other) => other.id !== one.id));
    const lines = [one.when, one.where].filter(Boolean).map((line) => element("p", { textContent: line }));
    return element("li", { className: "lh-saved" }, element("h2", {}, link), ...lines, element("p", { className: "lh-actions" }, call, drop));
  }

  const told = (one, at) =>
    [`${at + 1}. ${one.title}`, one.when, one.where, one.phone && words.call + " " + one.phone, one.url].filter(Boolean).join("\n");

  function keep(list) {
    langhoc.saved.keep(list);
    show();
    document.getElementById("lh-saved").focus();
  }

  function show() {
    const list = langhoc.saved.read();
    part("none").hidden = list.length > 0;
    part("some").hidden = !list.length;
    part("list").textContent = "";
    part("list").append(...list.map(row));
    text.value = list.map(told).join("\n\n");
    changed(words.title);
  }

  text.oninput = () => changed(words.title);
  part("clear").onclick = () => keep([]);
  place.hidden = false;
  document.querySelector(".lh-unscripted").remove();
  show();
})((window.langhoc = window.langhoc || {}));
