// Begins: the style first, then what runs pages, then the page that the address names.
(function (root) {
  "use strict";

  const langhoc = root.langhoc;
  // These do something to the page each time; the others only say what they can do.
  const EACH_TIME = ["langhoc", "tell", "saved"];

  async function begin() {
    const about = JSON.parse(document.getElementById("lh-about").textContent);
    const unpack = (name) => langhoc.unpacked("lh-" + name, about.sizes[name]);
    const style = await unpack("style");
    const [directory, ...codes] = await Promise.all(["directory", ...about.scripts].map(unpack));
    const scripts = new Map(about.scripts.map((name, at) => [name, codes[at]]));
    const ran = new Set();

    async function run(name) {
      if (ran.has(name) && !EACH_TIME.includes(name)) return;
      ran.add(name);
      const script = document.createElement("script");
      script.textContent = scripts.get(name);
      document.head.append(script);
      script.remove();
    }

    const box = document.querySelector("[data-langhoc=search]");
    box.dataset.finding = "#/" + box.dataset.finding;
    box.dataset.base = "#/";
    about.bar = box.parentNode;
    about.box = box.cloneNode(true);
    document.head.append(Object.assign(document.createElement("style"), { textContent: style }));
    document.documentElement.className = "js";
    await langhoc.openPages(about, langhoc.openSlices(JSON.parse(directory)), run);
  }

  if (langhoc.canUnpack()) begin().catch(() => (document.documentElement.className = "no-js"));
})(window);
