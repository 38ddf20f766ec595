// Begins: what all pages need - style, directory, scripts - and then the page that the address names.
(function (root) {
  "use strict";

  const langhoc = root.langhoc;
  // These do something to the page each time; the others only say what they can do.
  const EACH_TIME = ["langhoc", "tell", "saved"];

  async function begin() {
    const about = JSON.parse(document.getElementById("lh-about").textContent);
    const slices = langhoc.openSlices(langhoc.unpacked(await langhoc.arrived("lh-0")));
    const ran = new Set();

    async function run(name) {
      if (ran.has(name) && !EACH_TIME.includes(name)) return;
      ran.add(name);
      const script = document.createElement("script");
      script.textContent = slices.now(name);
      document.head.append(script);
      script.remove();
    }

    const box = document.querySelector("[data-langhoc=search]");
    box.dataset.finding = "#/" + about.finding;
    box.dataset.base = "#/";
    about.bar = box.parentNode;
    about.box = box.cloneNode(true);
    document.head.append(Object.assign(document.createElement("style"), { textContent: slices.now("style") }));
    document.documentElement.className = "js";
    await langhoc.openPages(about, slices, run);
  }

  begin().catch(langhoc.showPlain);
})(window);
