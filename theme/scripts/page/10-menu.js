// The menu closes with Escape and with a click elsewhere; without a script it closes with its own button.
document.querySelectorAll("[data-langhoc=menu]").forEach((menu) => {
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.firstElementChild.focus();
  });
  addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});
