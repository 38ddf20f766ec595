// What only some readers want is loaded when they ask for it: a button names what it does, the first one the script.
(function (langhoc) {
  "use strict";

  const buttons = document.querySelectorAll("[data-does]");
  if (buttons.length) {
    const { id, script } = document.querySelector("[data-id][data-script]").dataset;
    const run = async (does, button) => {
      if (!langhoc[does]) await langhoc.load(script);
      langhoc[does](button);
    };
    buttons.forEach((button) => {
      button.hidden = false;
      button.onclick = () => run(button.dataset.does, button);
    });
    try {
      if (Object.values(localStorage).some((kept) => kept.includes(`"${id}"`))) run("showSaved");
    } catch (refused) {}
  }

  document.querySelectorAll("[data-langhoc=print]").forEach((button) => {
    button.hidden = false;
    button.onclick = () => print();
  });
  // On paper nothing is folded away.
  addEventListener("beforeprint", () => document.querySelectorAll("main details").forEach((one) => (one.open = true)));
})((window.langhoc = window.langhoc || {}));
