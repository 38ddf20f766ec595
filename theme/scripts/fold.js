// Folds Vietnamese text for search, as langhoc/vietnamese.py does; tests/fixtures/fold.json holds it to that Python twin.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});

  const UNSEARCHED = /[\u0300-\u036f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
  const WORD = /[\p{L}\p{N}]+/gu;

  /** Takes any text; gives it in lower case, without tones and marks, with đ as d, in NFC. */
  langhoc.fold = function (text) {
    return text
      .normalize("NFD")
      .replace(UNSEARCHED, "")
      .toLowerCase()
      .replace(/[đðɖ]/g, "d")
      .replace(/ς/g, "σ")
      .normalize("NFC");
  };

  /** Takes any text; gives its folded words in reading order: the runs of letters and digits. */
  langhoc.words = function (text) {
    return langhoc.fold(text).match(WORD) || [];
  };
})(typeof window === "undefined" ? globalThis : window);
