// Where the reader is: kept in this browser only. The week then shows first what is near; the finding page asks for it.
(function (langhoc) {
  const KEY = "langhoc-here";
  const POINT = /^-?[\d.]+,-?[\d.]+$/;

  function read() {
    try {
      const here = JSON.parse(localStorage.getItem(KEY));
      return here && here.name ? here : null;
    } catch (refused) {
      return null;
    }
  }

  function keep(here) {
    try {
      if (here) localStorage.setItem(KEY, JSON.stringify(here));
      else localStorage.removeItem(KEY);
      return true;
    } catch (refused) {
      return false;
    }
  }

  const here = read();
  langhoc.here = { read, keep };

  document.querySelectorAll("[data-langhoc=here]").forEach((button) => {
    const { name, at, id } = button.dataset;
    const mine = { name, at, id };
    const done = () => (button.parentNode.querySelector("[role=status]").textContent = button.dataset.kept);
    button.hidden = false;
    if (here && here.at === mine.at) done();
    button.onclick = () => keep(mine) && done();
  });
  if (!here || !POINT.test(here.at)) return;

  document.querySelectorAll("[data-langhoc=near-week]").forEach((link) => {
    link.textContent = link.dataset.near.replace("{place}", here.name);
    link.parentNode.hidden = false;
  });

  const kilometres = (a, b) => {
    const [[north, east], [northThere, eastThere]] = [a, b].map((at) => at.split(",").map((n) => (n * Math.PI) / 180));
    return 6371 * Math.hypot(northThere - north, (eastThere - east) * Math.cos(north));
  };

  document.querySelectorAll("[data-langhoc=near]").forEach((line) => {
    const forget = document.createElement("button");
    Object.assign(forget, { type: "button", className: "lh-button", textContent: line.dataset.forget });
    forget.onclick = () => keep(null) && location.reload();
    line.append(line.dataset.near.replace("{place}", here.name) + " ", forget);
    line.hidden = false;
    document.querySelectorAll("[data-langhoc=week] ul").forEach((list) => {
      const rows = [...list.children].filter((row) => row.dataset.at);
      const far = new Map(rows.map((row) => [row, kilometres(here.at, row.dataset.at)]));
      rows.sort((a, b) => far.get(a) - far.get(b)).forEach((row) => {
        const km = Math.max(1, Math.round(far.get(row)));
        row.querySelector("span").append(", " + line.dataset.distance.replace("{km}", km));
      });
      list.prepend(...rows);
    });
  });
})((window.langhoc = window.langhoc || {}));
