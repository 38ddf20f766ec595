// Narrows a list of cards to those that bear every mark that is pressed. The choice stands in the address.
document.querySelectorAll("[data-langhoc=filters]").forEach((bar) => {
  const buttons = [...bar.querySelectorAll("[data-filter]")];
  const sections = [...document.querySelectorAll("main section")];
  const isPressed = (button) => button.getAttribute("aria-pressed") === "true";
  const press = (button, on) => button.setAttribute("aria-pressed", on);
  const pressed = () => buttons.filter(isPressed).map((one) => one.dataset.filter);

  function narrow() {
    const wanted = pressed();
    const seen = new Set();
    sections.forEach((section) => {
      let left = 0;
      section.querySelectorAll(".lh-card").forEach((card) => {
        const marks = (card.dataset.marks || "").split(" ");
        card.hidden = !wanted.every((mark) => marks.includes(mark));
        if (card.hidden) return;
        left += 1;
        seen.add(card.querySelector("a").href);
      });
      section.hidden = !left;
      const chip = document.querySelector(`.lh-chips a[href="#${section.firstElementChild.id}"]`);
      if (chip) {
        chip.hidden = !left;
        chip.lastElementChild.textContent = left;
      }
    });
    const told = seen.size ? bar.dataset.found.replace("{n}", seen.size) : bar.dataset.none;
    bar.lastElementChild.textContent = wanted.length ? told : "";
    const address = new URL(location.href);
    buttons.forEach((one) => address.searchParams.delete(one.dataset.filter));
    wanted.forEach((mark) => address.searchParams.set(mark, ""));
    history.replaceState(null, "", address);
  }

  buttons.forEach((button) => {
    button.onclick = () => {
      press(button, !isPressed(button));
      narrow();
    };
  });
  const asked = new URLSearchParams(location.search);
  buttons.forEach((button) => asked.has(button.dataset.filter) && press(button, true));
  bar.hidden = false;
  if (pressed().length) narrow();
});
