// Handing over a text that the reader may change: copied, shared, as a text message or an e-mail. Nothing sends itself.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});

  /** Takes what holds a textarea and its buttons. Gives what is called with the subject when the text is another. */
  langhoc.openSending = function (fold) {
    const words = fold.dataset;
    const part = (name) => fold.querySelector(`[data-part=${name}]`);
    const text = fold.querySelector("textarea");
    const status = part("done");
    const mail = part("mail");

    part("copy").onclick = () => {
      text.select();
      status.textContent = document.execCommand("copy") ? words.copied : words.byHand;
    };
    part("hand").hidden = !navigator.share;
    part("hand").onclick = () => navigator.share({ text: text.value }).catch(() => {});

    return function (subject) {
      const said = encodeURIComponent(text.value);
      status.textContent = "";
      if (mail) mail.href = `mailto:${words.email}?subject=${encodeURIComponent(subject)}&body=${said}`;
      part("text").href = `sms:${words.phone}?body=${said}`;
    };
  };
})(typeof window === "undefined" ? globalThis : window);
