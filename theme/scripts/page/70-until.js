// What may be shown until a day, as a story by consent: a copy may be read later. By Viet Nam's clock.
(function () {
  "use strict";

  function hide() {
    const today = new Date(Date.now() + 252e5).toISOString().slice(0, 10);
    const over = [...document.querySelectorAll("[data-until]")].filter((one) => one.dataset.until < today);
    over.forEach((one) => (one.dataset.over ? replace(one) : drop(one)));
  }

  /** The page is about nothing else: its name and what is said of it go too. */
  function replace(page) {
    const sentence = page.dataset.over;
    document.querySelectorAll("meta[name=description], meta[property]").forEach((one) => one.remove());
    document.title = sentence;
    const said = document.createElement("p");
    said.className = "lh-note";
    said.textContent = sentence;
    page.textContent = "";
    page.append(said);
    page.removeAttribute("data-until");
  }

  /** A card, and the heading of a list that holds no other. */
  function drop(card) {
    const list = card.parentElement;
    card.remove();
    if (list.children.length) return;
    const heading = list.previousElementSibling;
    if (heading && heading.matches("h2")) heading.remove();
    list.remove();
  }

  hide();
  // A page may lie open for days.
  document.addEventListener("visibilitychange", hide);
})();
