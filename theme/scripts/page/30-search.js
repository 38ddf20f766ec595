// Shows the search box; loads engine and index at first use, on the page for finding at once.
(function (langhoc) {
  "use strict";

  const box = document.querySelector("[data-langhoc=search]");
  if (!box) return;
  const page = document.querySelector("[data-langhoc=finding]");
  const again = page && page.querySelector("[data-part=missing]");
  const data = box.dataset;
  const field = box.querySelector("input");
  const say = (text) => ((page || box).querySelector("[data-part=status]").textContent = text);
  const loaded = new Set();
  let begun, opened;

  const load = (src) => langhoc.load(src, true).then(() => src !== data.index && loaded.add(src));

  async function begin() {
    if (begun) return;
    begun = true;
    try {
      const scripts = [data.searchScript, page ? data.findingScript : data.boxScript, data.index];
      await Promise.all(scripts.filter((src) => !loaded.has(src)).map(load));
      const finder = langhoc.openFinder(data);
      if (page) langhoc.openFinding(page, box, finder);
      else langhoc.openBox(box, finder);
      opened = true;
    } catch (error) {
      begun = false;
      say(data.failed);
      if (again) again.hidden = false;
    }
  }

  field.onfocus = begin;
  // Until the engine takes over.
  field.oninput = () => begun && say(data.loading);
  // Who is faster than a slow connection gets the answer on the page for finding.
  field.onkeydown = (event) => {
    if (event.key !== "Enter" || event.isComposing || page || opened || data.asks || !field.value.trim()) return;
    langhoc.address.go(data.finding + "?q=" + encodeURIComponent(field.value));
  };
  field.value = new URLSearchParams(langhoc.address.asked()).get("q") || "";
  box.hidden = false;
  if (page) {
    page.hidden = false;
    document.querySelector(".lh-unscripted").remove();
    again.querySelector("button").onclick = begin;
  }
  if (page || field.value) begin();
})((window.langhoc = window.langhoc || {}));
