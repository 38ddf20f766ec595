// The list of what is on a stick, as text -> what it says; null where it was changed or cut off.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});
  const HEAD = ["catalogue", "area", "stick", "sequence", "made on"];

  /** Takes the list's bytes. Gives {catalogue, area, stick, sequence, day, files}; files are {size, sha256} by path. */
  langhoc.readList = function (bytes) {
    const text = new TextDecoder().decode(bytes);
    const end = text.lastIndexOf("\n#list ");
    if (end < 0 || text.slice(end + 7) !== root.sha256(text.slice(0, end + 1)) + "\n") return null;
    const lines = text.slice(0, end).split("\n").slice(1);
    const values = HEAD.map((key, at) => lines[at].slice(`# ${key}: `.length));
    const files = new Map();
    for (let at = HEAD.length; at + 1 < lines.length; at += 2) {
      const [sha256, path] = [lines[at + 1].slice(0, 64), lines[at + 1].slice(66)];
      files.set(path, { size: Number(lines[at].slice("#size ".length)), sha256 });
    }
    const [catalogue, area, stick, sequence, day] = values;
    return { catalogue, area, stick, sequence, day, files };
  };
})(typeof window === "undefined" ? globalThis : window);
