// The text that answers become: read by whoever gets it, and by `langhoc add --from` (plugins/langhoc/doors/telling/sent.py).
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});

  // A word joiner, which nobody sees: before a colon, a quote sign or a heading of an answer, so that it is not taken for a label's.
  const APART = "\u2060";
  const LABEL_LIKE = /(\p{L}\p{M}*[\s*_~`"“”?]*)(?=[:：﹕∶](?!\/\/))/gu;
  const QUOTED = /^(?=[ \t]*[>#])/gm;

  /** An answer as it is sent: on one line, or `inLines`, without spaces at the ends of lines. */
  langhoc.tidied = function (answer, inLines) {
    const plain = answer.replace(/[\u2060\0]/g, "").normalize("NFC");
    const lines = plain.split(/\r\n|[\r\n\u2028\u2029]/).map((line) => line.replace(/\s+/g, " ").trim());
    return inLines ? lines.join("\n").replace(/\n{3,}/g, "\n\n").trim() : lines.filter(Boolean).join(" ");
  };

  /** The message of {title, called, written, day, answers: [{number, label, text}]}; those without text are left out. */
  langhoc.message = function (told) {
    const apart = (text) => text.replace(LABEL_LIKE, "$1" + APART).replace(QUOTED, APART);
    const answers = told.answers.filter((one) => one.text).map((one) => `${one.number}. ${one.label}: ${apart(one.text)}`);
    return [`${told.title}: ${told.called}`, ...answers, `${told.written}: ${told.day}`].join("\n");
  };

  // As langhoc.privacy finds them: mobile numbers, and numbers behind a word for an account.
  const MOBILE = /(^|[^\w./=-])(\+84|0)[ .-]?[35789]([ .-]?\d){8}(?!\d)/;
  const ACCOUNT = /(tài\s+khoản|tai khoan|stk|\btk|account|iban|\w*bank)[^\d\n]{0,40}\d([ .-]?\d){5,18}(?!\d)/i;

  /** The names of what leads to somebody in `text`: "mobile", "account". */
  langhoc.privateIn = (text) => [MOBILE.test(text) && "mobile", ACCOUNT.test(text) && "account"].filter(Boolean);
})(typeof window === "undefined" ? globalThis : window);
