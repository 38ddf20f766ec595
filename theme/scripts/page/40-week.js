// The list of a week, which may have been made days ago: what is past is folded away, today is named;
// when all is past, the page says where it stands what is on each week.
document.querySelectorAll("[data-langhoc=week]").forEach((week) => {
  const today = new Date(Date.now() + 252e5).toISOString().slice(0, 10);
  const days = [...week.querySelectorAll("details")];
  days.forEach((day) => {
    day.hidden = day.dataset.day < today;
    if (day.dataset.day === today) day.firstElementChild.prepend(week.dataset.today + " – ");
  });
  const first = days.find((day) => !day.hidden);
  if (first) first.open = true;
  else week.lastElementChild.hidden = false;
});
