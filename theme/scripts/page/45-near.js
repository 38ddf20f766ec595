// Where the reader is: kept in this browser only. The home page then shows first what is near.
(function () {
  const key = "langhoc-here";
  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch (refused) {
      return null;
    }
  };

  document.querySelectorAll("[data-langhoc=here]").forEach((button) => {
    const mine = { name: button.dataset.name, at: button.dataset.at };
    const done = () => button.replaceWith(button.dataset.kept);
    button.hidden = false;
    if (read()?.at === mine.at) done();
    button.onclick = () => {
      try {
        localStorage.setItem(key, JSON.stringify(mine));
        done();
      } catch (refused) {
        button.hidden = true;
      }
    };
  });

  const kilometres = (a, b) => {
    const [[north, east], [northThere, eastThere]] = [a, b].map((at) => at.split(",").map((n) => (n * Math.PI) / 180));
    return 6371 * Math.hypot(northThere - north, (eastThere - east) * Math.cos(north));
  };

  document.querySelectorAll("[data-langhoc=near]").forEach((line) => {
    const here = read();
    if (!here || !/^-?[\d.]+,-?[\d.]+$/.test(here.at)) return;
    line.textContent = line.dataset.near.replace("{place}", here.name);
    line.hidden = false;
    document.querySelectorAll(".lh-week ul").forEach((list) => {
      const rows = [...list.children].filter((row) => row.dataset.at);
      const far = new Map(rows.map((row) => [row, kilometres(here.at, row.dataset.at)]));
      rows.sort((a, b) => far.get(a) - far.get(b)).reverse().forEach((row) => {
        const km = Math.round(far.get(row));
        row.querySelector("span").append(", " + line.dataset.distance.replace("{km}", km < 1 ? "1" : km));
        list.prepend(row);
      });
    });
  });
})();
