// Where a page has a place for the search box, it stands there, and asks what the place asks: for places, say.
document.querySelectorAll("[data-langhoc=search-here]").forEach((place) => {
  const box = document.querySelector("[data-langhoc=search]");
  const { label, hint } = place.dataset;
  if (label) box.querySelector("label").textContent = label;
  if (hint) box.querySelector("input").placeholder = hint;
  Object.assign(box.dataset, place.dataset, { langhoc: "search" });
  place.append(box);
});
