// The files of a stick, as a browser was given them -> what is damaged, missing, or somebody else's.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});
  // More is summed up piece by piece: it might not fit into the memory.
  const WHOLE = 32 << 20;
  const PIECE = 4 << 20;

  const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  async function sha256Of(file) {
    if (file.size <= WHOLE && root.crypto && crypto.subtle) {
      return hex(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    }
    const sum = root.sha256.create();
    for (let at = 0; at < file.size; at += PIECE) sum.update(await file.slice(at, at + PIECE).arrayBuffer());
    return sum.hex();
  }

  async function isWhole(file, entries) {
    if (!entries.some((entry) => entry.size === file.size)) return false;
    try {
      const sum = await sha256Of(file);
      return entries.some((entry) => entry.size === file.size && entry.sha256 === sum);
    } catch (error) {
      return false;
    }
  }

  /** By path from the top of what was chosen. */
  langhoc.byPath = (files) => new Map([...files].map((file) => [file.webkitRelativePath.split("/").slice(1).join("/"), file]));

  /**
   * Takes files by path, {names, litter, strange, key} of the stick, and what is told how much was read.
   * Gives {list, isUnfinished, isSigned, damaged, missing, strange, foreign, litter}; list is null where there is none that can be read.
   */
  langhoc.checkStick = async function (files, about, tell) {
    const { manifest, pending, signature, own, aside, back } = about.names;
    const bytes = async (name) => (files.has(name) ? new Uint8Array(await files.get(name).arrayBuffer()) : null);
    const [listed, begun] = [await bytes(manifest), await bytes(pending)];
    const lists = [listed, begun].map((content) => content && langhoc.readList(content));
    const damaged = [listed && !lists[0] && manifest, begun && !lists[1] && pending].filter(Boolean);
    const list = lists[0] || lists[1];
    const isUnfinished = files.has(pending) || [...files.keys()].some((path) => path.startsWith(aside));
    const found = { list, isUnfinished, isSigned: null, damaged, missing: [], strange: [], foreign: [], litter: [] };
    if (!list) return found;
    if (about.key) {
      const signed = files.has(signature) ? await files.get(signature).text() : "";
      found.isSigned = Boolean(listed) && (await langhoc.isSigned(listed, signed, about.key));
    }
    const entries = new Map();
    for (const one of lists.filter(Boolean)) {
      for (const [path, entry] of one.files) entries.set(path, [...(entries.get(path) || []), entry]);
    }
    // Between two writings the older one is what the first was.
    entries.set(about.names.older, [...(entries.get(about.names.older) || []), ...(entries.get(about.names.start) || [])]);
    const [litter, strange] = [about.litter, about.strange].map((rule) => new RegExp(`^(?:${rule})$`, "is"));
    const sortOf = (path) => (litter.test(path) ? "litter" : strange.test(path) ? "strange" : path.startsWith(back) ? "" : "foreign");
    let read = 0;
    for (const [path, file] of [...files].sort()) {
      if (entries.has(path)) {
        if (!(await isWhole(file, entries.get(path)))) damaged.push(path);
        tell((read += file.size), path);
      } else if (!own.includes(path) && !path.startsWith(aside)) (found[sortOf(path)] || []).push(path);
    }
    const later = lists[0] && lists[1];
    for (const path of list.files.keys()) {
      if (!files.has(path) && !(later && !lists[1].files.has(path))) found.missing.push(path);
    }
    return found;
  };
})(typeof window === "undefined" ? globalThis : window);
