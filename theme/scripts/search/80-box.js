// The search box at work: what is typed is asked, the answer stands below, the address keeps the question.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});

  const PAUSE = 150;
  const AT_ONCE = 20;
  const LONGEST_KEPT = 200;

  /** Takes the box of a page and what its index file says. Throws when the index is damaged. */
  langhoc.openSearch = function (box, data) {
    const catalogue = langhoc.unpack(data);
    const words = box.dataset;
    const [field, status, list, more] = ["input", "[role=status]", "ol", "button"].map((one) => box.querySelector(one));
    let waiting = 0;
    let found = null;
    let left = [];
    let dismissed = false;

    function ask() {
      clearTimeout(waiting);
      keep(field.value);
      if (!field.value.trim()) return close();
      found = langhoc.search(catalogue, field.value);
      list.textContent = "";
      left = found.results;
      list.hidden = !left.length;
      showMore();
      status.textContent = langhoc.summary(words, found);
    }

    function showMore() {
      list.append(...langhoc.items(words, found, left.slice(0, AT_ONCE)));
      left = left.slice(AT_ONCE);
      more.hidden = !left.length;
    }

    function close() {
      clearTimeout(waiting);
      list.hidden = more.hidden = true;
      status.textContent = "";
    }

    function isOpen() {
      return status.textContent !== "";
    }

    function move(event, step) {
      const stops = [field, ...list.querySelectorAll("a")];
      const next = stops[stops.indexOf(document.activeElement) + step];
      if (list.hidden || !next || !stops.includes(document.activeElement)) return;
      event.preventDefault();
      next.focus();
    }

    field.oninput = () => {
      dismissed = false;
      clearTimeout(waiting);
      waiting = setTimeout(ask, PAUSE);
    };
    field.addEventListener("focus", () => {
      if (!isOpen() && !dismissed && field.value) ask();
    });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing) ask();
    });
    more.addEventListener("click", () => {
      const shown = list.children.length;
      showMore();
      list.children[shown].querySelector("a").focus();
    });
    box.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") move(event, 1);
      if (event.key === "ArrowUp") move(event, -1);
    });
    box.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !box.contains(event.relatedTarget)) leave();
    });
    document.addEventListener("pointerdown", (event) => {
      if (!box.contains(event.target)) leave();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !isOpen()) return;
      event.preventDefault();
      dismissed = true;
      close();
      field.focus();
    });

    function leave() {
      dismissed = false;
      if (isOpen()) close();
    }

    status.textContent = "";
    if (field.value) ask();
  };

  /** Keeps the question in the address of the page, for who comes back to it or sends it on. */
  function keep(question) {
    const address = new URL(location.href);
    if (question.trim()) address.searchParams.set("q", question.slice(0, LONGEST_KEPT));
    else address.searchParams.delete("q");
    if (address.href !== location.href) history.replaceState(history.state, "", address.href);
  }
})(typeof window === "undefined" ? globalThis : window);
