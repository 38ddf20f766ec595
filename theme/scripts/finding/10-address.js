// The finding page's address and its steps back: what is asked, and where on the list the reader was.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});

  /**
   * Gives {read, go, mend, isTyping, keepPlace, kept}. `read` is the state that the address says, `go` a step to
   * another state; all that is typed in one go is one step. `mend` says the same step better. `kept` is the place on
   * the list that `keepPlace` kept for coming back.
   */
  langhoc.openAddress = function (page) {
    let typing = false;

    const read = () => langhoc.readState(new URLSearchParams(langhoc.address.asked()));
    const asText = (state) => langhoc.writeState(state).toString();

    const mend = (state) => langhoc.address.say(asText(state), history.state);

    function go(state, isTyped) {
      const isNew = asText(state) !== asText(read());
      langhoc.address.say(asText(state), null, isNew && !(isTyped && typing));
      typing = Boolean(isTyped);
    }

    function keepPlace(shown, link) {
      history.replaceState({ shown, top: scrollY, link: [...page.querySelectorAll("ol a")].indexOf(link) }, "");
    }

    langhoc.address.back(() => (typing = false));

    return { read, go, mend, keepPlace, kept: () => history.state || {}, isTyping: () => typing };
  };

  /** Goes to where the reader was: the place on the page, and the link that led away. */
  langhoc.comeBack = function (page, kept) {
    if (!("top" in kept)) return;
    const link = page.querySelectorAll("ol a")[kept.link];
    if (link) link.focus({ preventScroll: true });
    scrollTo({ top: kept.top, behavior: "instant" });
  };
})(typeof window === "undefined" ? globalThis : window);
