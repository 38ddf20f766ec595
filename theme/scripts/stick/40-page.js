// The page that checks a stick: asks for it, tells how far it is, and what was found.
(function (root) {
  "use strict";

  const langhoc = root.langhoc;
  const about = JSON.parse(document.getElementById("lh-about").textContent);
  const words = about.words;
  const input = document.querySelector("input[type=file]");
  const progress = document.querySelector("progress");
  const result = document.getElementById("lh-result");

  const say = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));

  function add(parent, tag, text, name) {
    const element = document.createElement(tag);
    element.textContent = text;
    if (name) element.className = name;
    parent.append(element);
    return element;
  }

  function addNames(title, names, why) {
    if (!names.length) return;
    add(result, "h2", `${title} (${names.length})`, why && "lh-strange");
    if (why) add(result, "p", why);
    const list = add(result, "ul", "");
    for (const name of names) add(list, "li", langhoc.visible(name));
  }

  function show(found) {
    result.textContent = "";
    if (found.list) showVerdict(found);
    else add(result, "p", found.damaged.length ? words.listDamaged : words.noList, "lh-verdict lh-verdict--bad");
    addNames(words.strange, found.strange, words.whyStrange);
    addNames(words.damaged, found.damaged);
    addNames(words.missing, found.missing);
    addNames(words.foreign, found.foreign);
    addNames(words.litter, found.litter);
  }

  function showVerdict(found) {
    const isForged = found.isSigned === false && !found.isUnfinished;
    const isBad = found.damaged.length || found.missing.length || found.strange.length || found.isUnfinished || isForged;
    const verdict = isBad ? words.bad : words.good;
    add(result, "p", verdict, isBad ? "lh-verdict lh-verdict--bad" : "lh-verdict lh-verdict--good");
    const day = found.list.day.split("-").reverse().join("/");
    const catalogue = [found.list.catalogue, found.list.area].filter(Boolean).map(langhoc.visible).join(", ");
    add(result, "p", say(words.what, { catalogue, sequence: found.list.sequence, day }));
    add(result, "p", say(words.stick, found.list));
    if (found.isUnfinished) add(result, "p", words.unfinished);
    else if (found.isSigned) add(result, "p", words.signed);
    else if (isForged) add(result, "p", words.forged);
  }

  async function check() {
    const files = langhoc.byPath(input.files);
    if (!files.size) return;
    const whole = [...files.values()].reduce((sum, file) => sum + file.size, 0);
    input.disabled = true;
    progress.hidden = false;
    result.textContent = words.reading;
    try {
      show(await langhoc.checkStick(files, about, (read) => (progress.value = read / whole)));
    } catch (error) {
      result.textContent = words.failed;
    }
    progress.hidden = true;
    input.disabled = false;
    input.value = "";
    result.focus();
  }

  if ("webkitdirectory" in input && root.TextDecoder && root.Blob && Blob.prototype.arrayBuffer) {
    document.documentElement.className = "js";
    input.addEventListener("change", check);
  }
})(window);
