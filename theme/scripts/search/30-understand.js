// What is typed -> a query: the words to find, and whether the last may still be unfinished.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});

  // Nobody asks with more; a pasted page is cut.
  const LONGEST_TEXT = 200;
  const LONGEST_WORD = 40;

  /**
   * Takes any text; gives {words, said}. `words` are {folded, marked, open}, each once; the one that may be
   * unfinished is open, a number never ("Quận 1" is not "Quận 12"). `said` are all words in order.
   */
  langhoc.understand = function (text) {
    const asked = text.slice(0, LONGEST_TEXT);
    const said = langhoc.writtenWords(asked).map((word) => ({
      folded: word.folded.slice(0, LONGEST_WORD),
      marked: word.marked.slice(0, LONGEST_WORD),
      open: false,
    }));
    const last = said[said.length - 1];
    if (last) last.open = !/\s$/.test(asked) && !/^\p{N}+$/u.test(last.folded);
    const words = said.filter((word, place) => said.findIndex((other) => other.folded === word.folded) === place);
    return { words: words, said: said };
  };
})(typeof window === "undefined" ? globalThis : window);
