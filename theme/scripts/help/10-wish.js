// What somebody would like to learn and did not find, as a message for the commune. The reader sends it, or does not.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});

  /**
   * Takes the fold with the message. Gives what fills it from {what, how, where, areas}: plain words, and the
   * communes, {title, href}, whose pages say whom to call.
   */
  langhoc.openWish = function (fold) {
    const words = fold.dataset;
    const part = (name) => fold.querySelector(`[data-part=${name}]`);
    const [title, text] = ["summary", "textarea"].map((one) => fold.querySelector(one));
    const wards = part("wards");
    const find = wards.firstElementChild;
    const sending = langhoc.openSending(fold);
    const address = () => sending(title.textContent);
    text.oninput = address;

    return function (wish) {
      fold.hidden = !wish;
      if (!wish) return;
      title.textContent = langhoc.filled(words.title, wish);
      const lines = [words.what, wish.how && words.how, wish.where && words.where, words.ask].filter(Boolean);
      text.value = lines.map((line) => langhoc.filled(line, Object.assign({ site: words.site }, wish))).join("\n");
      const links = wish.areas.map((area) => langhoc.linkTo(area.href, langhoc.filled(words.call, { place: area.title })));
      wards.textContent = "";
      wards.append(...(links.length ? langhoc.between(links, ", ") : [find]));
      address();
    };
  };
})(typeof window === "undefined" ? globalThis : window);
