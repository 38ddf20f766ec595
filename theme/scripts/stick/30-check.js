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

  /** As a name may stand on a line: what would steer it, such as signs that turn the direction, is shown, not obeyed. */
  langhoc.visible = (name) =>
    name.replace(/(?! )[\p{C}\p{Z}]/gu, (sign) => (sign < " " ? String.fromCharCode(0x2400 + sign.charCodeAt(0)) : "\ufffd"));

  /**
   * Takes {names, rules} of the stick and all paths that lie there, as a Set or a Map.
   * Gives what tells of a path that no list names what it is: "own", "strange", "litter", "back" or "foreign".
   */
  langhoc.sorter = function ({ names, rules }, lying) {
    const [programs, litter, alike] = [rules.programs, rules.litter, rules.alike].map((rule) => new RegExp(`^(?:${rule})$`, "is"));
    // Apple's computers make one of a file that lies beside it.
    const isShadow = (path) => {
      const beside = path.replace(/(^|\/)\._([^/]*)$/, "$1$2");
      return beside !== path && lying.has(beside);
    };
    return (path) => {
      if (names.own.includes(path) || path.startsWith(names.aside)) return "own";
      if (programs.test(path)) return "strange";
      if (litter.test(path) || isShadow(path)) return "litter";
      if (alike.test(path)) return "strange";
      return path.startsWith(names.back) ? "back" : "foreign";
    };
  };

  /** By path from the top of what was chosen. */
  langhoc.byPath = (files) => new Map([...files].map((file) => [file.webkitRelativePath.split("/").slice(1).join("/"), file]));

  /**
   * Takes files by path, {names, rules, key} of the stick, and what is told how much was read.
   * Gives {list, isUnfinished, isSigned, damaged, missing, strange, foreign, litter}; list is null where there is none that can be read.
   * Where one lies there that is damaged, nobody can tell what among our pages is not ours: nothing is said of these.
   */
  langhoc.checkStick = async function (files, about, tell) {
    const { manifest, pending, signature, aside } = about.names;
    const bytes = async (name) => (files.has(name) ? new Uint8Array(await files.get(name).arrayBuffer()) : null);
    const [listed, begun] = [await bytes(manifest), await bytes(pending)];
    const lists = [listed, begun].map((content) => content && langhoc.readList(content));
    const damaged = [listed && !lists[0] && manifest, begun && !lists[1] && pending].filter(Boolean);
    const list = lists[0] || lists[1];
    const isUnfinished = files.has(pending) || [...files.keys()].some((path) => path.startsWith(aside));
    const found = { list, isUnfinished, isSigned: null, damaged, missing: [], strange: [], foreign: [], litter: [] };
    if (!list && !damaged.length) return found;
    if (list && about.key) {
      const signed = files.has(signature) ? await files.get(signature).text() : "";
      found.isSigned = Boolean(listed) && (await langhoc.isSigned(listed, signed, about.key));
    }
    const entries = new Map();
    for (const one of lists.filter(Boolean)) {
      for (const [path, entry] of one.files) entries.set(path, [...(entries.get(path) || []), entry]);
    }
    // Between two writings the older one is what the first was.
    const older = [...(entries.get(about.names.older) || []), ...(entries.get(about.names.start) || [])];
    if (older.length) entries.set(about.names.older, older);
    const sortOf = langhoc.sorter(about, files);
    const listable = new RegExp(`^(?:${about.rules.listable})$`);
    let read = 0;
    for (const [path, file] of [...files].sort()) {
      if (entries.has(path)) {
        if (!(await isWhole(file, entries.get(path)))) damaged.push(path);
        tell((read += file.size), path);
      } else if (list || !listable.test(path)) (found[sortOf(path)] || []).push(path);
    }
    const later = lists[0] && lists[1];
    for (const path of list ? list.files.keys() : []) {
      if (!files.has(path) && !(later && !lists[1].files.has(path))) found.missing.push(path);
    }
    return found;
  };
})(typeof window === "undefined" ? globalThis : window);
