// Shows the search box; loads engine and index at first use.
(function (langhoc) {
  "use strict";

  const box = document.querySelector("[data-langhoc=search]");
  if (!box) return;
  const data = box.dataset;
  const field = box.querySelector("input");
  const say = (text) => (box.querySelector("[role=status]").textContent = text);
  let begun;

  const load = (src) =>
    new Promise((onload, onerror) =>
      document.head.append(Object.assign(document.createElement("script"), { src, onload, onerror }))
    );

  async function begin() {
    if (begun) return;
    begun = true;
    try {
      await Promise.all([langhoc.openSearch || load(data.engine), load(data.index)]);
      langhoc.openSearch(box, langhoc.index);
    } catch (error) {
      begun = false;
      say(data.failed);
    }
  }

  langhoc.receiveIndex = (received) => (langhoc.index = received);
  field.onfocus = begin;
  // Until the engine takes over.
  field.oninput = () => begun && say(data.loading);
  field.value = new URLSearchParams(location.search).get("q") || "";
  box.hidden = false;
  if (field.value) begin();
})((window.langhoc = window.langhoc || {}));
