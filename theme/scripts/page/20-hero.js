// On the home page the search box stands under the question.
document.querySelectorAll("[data-langhoc=search-here]").forEach((place) => {
  place.append(document.querySelector("[data-langhoc=search]"));
});
