// What may be shown until a day, as a story by consent, or is true only after one: a copy may be read later. By Viet
// Nam's clock.
(function () {
  "use strict";

  function hide() {
    const today = new Date(Date.now() + 252e5).toISOString().slice(0, 10);
    const over = [...document.querySelectorAll("[data-until]")].filter((one) => one.dataset.until < today);
    over.forEach((one) => (one.dataset.over ? replace(one) : drop(one)));
    document.querySelectorAll("[data-after]").forEach((one) => (one.hidden = one.dataset.after >= today));
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

  /** A card or a line, and the heading of a list that holds no other. */
  function drop(one) {
    const list = one.parentElement;
    one.remove();
    if (list.tagName !== "UL" || list.children.length) return;
    const heading = list.previousElementSibling;
    const isAlone = !list.nextElementSibling || !list.nextElementSibling.matches(".lh-week");
    if (heading && heading.matches("h2, h3") && isAlone) heading.remove();
    (list.closest("details") || list).remove();
  }

  hide();
  // A page may lie open for days.
  document.addEventListener("visibilitychange", hide);
})();
