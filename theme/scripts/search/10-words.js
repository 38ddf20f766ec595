// The words of what is typed, folded and as written, as langhoc/search/words.py does to what is indexed.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});

  const INVISIBLE = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
  // Letters, digits, and what folding drops from between them.
  const CHUNK = /[\p{L}\p{N}\u0300-\u036f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+/gu;
  // "hoà", "khoẻ", "thuỷ": the tone on the second vowel of an open syllable, where others write "hòa", "khỏe", "thủy".
  const LATE_TONE = /(^|[^q])(o(?=[ae])|u(?=y))([aey])([\u0300\u0301\u0303\u0309\u0323])$/;
  // "kỹ", "lý": the one vowel of a syllable, where others write "kĩ", "lí".
  const LONG_I = /^([b-df-hj-np-tv-xzđ]+)y([\u0300\u0301\u0303\u0309\u0323]?)$/;
  // "Q4", "P12": a quarter's or a ward's number, written together with the short word for it.
  const NUMBERED = /^([pq])([0-9]{1,2})$/i;

  /**
   * Takes any text; gives its words in order as {folded, marked, from, to}: `marked` is the word as written when it has
   * marks, else ""; `from` and `to` are where it stands in the text.
   */
  langhoc.writtenWords = function (text) {
    const found = [];
    for (const match of text.matchAll(CHUNK)) {
      const where = { from: match.index, to: match.index + match[0].length };
      wordsOf(match[0]).forEach((word) => found.push(Object.assign(word, where)));
    }
    return found;
  };

  function wordsOf(chunk) {
    const numbered = NUMBERED.exec(chunk);
    if (numbered) return [word(numbered[1].toLowerCase()), word(numbered[2])];
    const folded = langhoc.words(chunk).map((one) => one.replace(LONG_I, "$1i"));
    const marked = markedForm(chunk);
    if (folded.length === 1 && folded[0] !== marked && langhoc.fold(marked) === folded[0]) return [word(folded[0], marked)];
    return folded.map((one) => word(one));
  }

  function word(folded, marked = "") {
    return { folded, marked };
  }

  /** The chunk in lower case and NFC, its tone where most people write it, and i where both are written. */
  function markedForm(chunk) {
    const bare = chunk.replace(INVISIBLE, "").normalize("NFD").toLowerCase();
    return bare.replace(LATE_TONE, "$1$2$4$3").replace(LONG_I, "$1i$2").normalize("NFC");
  }
})(typeof window === "undefined" ? globalThis : window);
