// The words of what is typed, folded and as written, as langhoc/search/words.py does to what is indexed.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});

  const INVISIBLE = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
  // Letters, digits, and what folding drops from between them.
  const CHUNK = /[\p{L}\p{N}\u0300-\u036f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+/gu;
  // "hoà", "khoẻ", "thuỷ": the tone on the second vowel of an open syllable, where others write "hòa", "khỏe", "thủy".
  const LATE_TONE = /(^|[^q])(o(?=[ae])|u(?=y))([aey])([\u0300\u0301\u0303\u0309\u0323])$/;

  /** Takes any text; gives its words as {folded, marked}: `marked` is the word as written when it has marks, else "". */
  langhoc.writtenWords = function (text) {
    return [].concat(...(text.match(CHUNK) || []).map(wordsOf));
  };

  function wordsOf(chunk) {
    const folded = langhoc.words(chunk);
    const marked = markedForm(chunk);
    if (folded.length === 1 && folded[0] !== marked && langhoc.fold(marked) === folded[0]) {
      return [{ folded: folded[0], marked: marked }];
    }
    return folded.map((word) => ({ folded: word, marked: "" }));
  }

  /** The chunk in lower case and NFC, its tone where most people write it. */
  function markedForm(chunk) {
    const bare = chunk.replace(INVISIBLE, "").normalize("NFD").toLowerCase();
    return bare.replace(LATE_TONE, "$1$2$4$3").normalize("NFC");
  }
})(typeof window === "undefined" ? globalThis : window);
