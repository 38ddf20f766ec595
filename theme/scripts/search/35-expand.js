// A word that is typed -> the words of the index that it may stand for: unfinished, with a slip, or as a keyboard sends it.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});

  const WORTH = { same: 1, begun: 0.6, telex: 0.95, slip: 0.6, split: 0.8 };
  const MOST_BEGUN = 6;
  const MOST_BEGUN_ELSEWHERE = 2;
  const MOST_SLIPS = 3;
  const SHORTEST_SLIP = 3;
  const TELEX_LETTERS = /dd|aa|ee|oo|[aou]w/g;

  /**
   * The words that a word may stand for, as [{word, worth}]; with `together` where it stands for two, one after the other.
   * None when the index has nothing like it.
   */
  langhoc.expand = function (index, typed) {
    const word = typed.folded;
    const found = index.has(word) && word[0] !== ":" ? [{ word, worth: WORTH.same }] : [];
    if (typed.open && (index.all || word.length > 1)) found.push(...begun(index, word));
    if (found.length) return found;
    const plain = [telex(word), vni(word)].find((one) => one !== word && index.has(one));
    if (plain) return [{ word: plain, worth: WORTH.telex }];
    const two = split(index, word);
    if (two) return [{ word: two[0], worth: WORTH.split, together: two }];
    const near = slips(index, word);
    return near.length ? near : slips(index, telex(word));
  };

  /** Words that begin so: some that many documents have, and more of those that are loaded anyway. */
  function begun(index, word) {
    const from = lowerBound(index.words, word);
    const matches = [];
    for (let at = from; at < index.words.length && index.words[at].startsWith(word); at++) {
      if (index.words[at] !== word) matches.push(index.words[at]);
    }
    matches.sort((a, b) => index.size(b) - index.size(a));
    const own = index.has(word) ? index.partOf(word) : "";
    const beside = matches.filter((one) => index.all || index.partOf(one) === own);
    const others = matches.filter((one) => !beside.includes(one)).slice(0, own ? MOST_BEGUN_ELSEWHERE : MOST_SLIPS);
    return beside.slice(0, MOST_BEGUN).concat(others).map((one) => ({ word: one, worth: WORTH.begun }));
  }

  function lowerBound(words, word) {
    let low = 0;
    let high = words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (words[middle] < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** As a keyboard sends it that turns letters into marks, when it does not: "ddieejn" is "điện". */
  function telex(word) {
    const bare = word.replace(TELEX_LETTERS, (two) => two[0]).replace(/w/g, "u");
    return bare.replace(/([aeiouy].*?)[sfrxj]/, "$1");
  }

  /** The same with digits: "d9ie65n". */
  function vni(word) {
    return /^[a-z]/.test(word) ? word.replace(/[0-9]/g, "") : word;
  }

  /** Two words that were typed as one. */
  function split(index, word) {
    for (let at = 2; at <= word.length - 2; at++) {
      const two = [word.slice(0, at), word.slice(at)];
      if (two.every(index.has)) return two;
    }
    return null;
  }

  /** Words with one letter more, less or another, or two in the other order; those of many documents first. */
  function slips(index, word) {
    if (word.length < SHORTEST_SLIP || /^[0-9]+$/.test(word)) return [];
    const near = index.words.filter((one) => one[0] !== ":" && isSlip(one, word));
    near.sort((a, b) => (b[0] === word[0]) - (a[0] === word[0]) || index.size(b) - index.size(a));
    return near.slice(0, MOST_SLIPS).map((one) => ({ word: one, worth: WORTH.slip }));
  }

  function isSlip(a, b) {
    const more = a.length - b.length;
    if (more > 1 || more < -1) return false;
    let start = 0;
    while (start < a.length && a[start] === b[start]) start++;
    let end = 0;
    while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
    const [left, right] = [a.length - start - end, b.length - start - end];
    if (left <= 1 && right <= 1) return true;
    return left === 2 && right === 2 && a[start] === b[start + 1] && a[start + 1] === b[start];
  }
})(typeof window === "undefined" ? globalThis : window);
