// Light or dark: the button names the other one. The choice is kept where the browser allows it.
document.querySelectorAll("[data-langhoc=scheme]").forEach((button) => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const other = () => ((root.dataset.scheme || (system.matches ? "dark" : "light")) === "dark" ? "light" : "dark");
  const name = () => (button.textContent = button.dataset[other()]);
  button.onclick = () => {
    root.dataset.scheme = other();
    try {
      localStorage.setItem("langhoc-scheme", root.dataset.scheme);
    } catch (refused) {}
    name();
  };
  system.onchange = name;
  name();
  button.hidden = false;
});
