// The list of a week, which may have been made days ago: what is past is folded away, today is named.
document.querySelectorAll("[data-langhoc=week]").forEach((week) => {
  const today = new Date(Date.now() + 252e5).toISOString().slice(0, 10);
  const days = [...week.children];
  days.forEach((day) => {
    day.hidden = day.dataset.day < today;
    if (day.dataset.day === today) day.firstElementChild.prepend(week.dataset.today + " – ");
  });
  const first = days.find((day) => !day.hidden);
  if (first) first.open = true;
  else if (days.length) week.append(week.dataset.past);
});
