// When something is held next, by Viet Nam's clock wherever the reader is. The page brings the days and all the words.
document.querySelectorAll("[data-langhoc=next]").forEach((line) => {
  const data = line.dataset;
  const part = (list, number) => data[list].split("|")[number];

  function name(day, ahead) {
    const date = new Date(day * 864e5);
    const words = part("near", ahead) || data.date;
    return words
      .replace("{weekday}", part("weekdays", date.getUTCDay()))
      .replace("{day}", date.getUTCDate())
      .replace("{month}", part("months", date.getUTCMonth()));
  }

  function tell() {
    const now = Date.now() / 6e4 + 420;
    let day = 0;
    line.textContent = "";
    data.days.split(" ").some((one) => {
      const [step, kind = 0] = one.split(":");
      const over = part("over", kind);
      day += +step;
      // What is off is told where it would have been the next.
      if (day * 1440 + Math.abs(over) <= now || (over < 0 && line.textContent)) return false;
      line.append(part("told", kind).replace("{day}", name(day, day - Math.floor(now / 1440))) + " ");
      return over > 0;
    });
    line.hidden = !line.textContent;
  }

  tell();
  // A page may lie open for days.
  document.addEventListener("visibilitychange", tell);
});
