// On pages in a folder on a stick: the line that says of which day they are. What it says stands before this, in the
// languages of the site (editions/stick/notice.py). Any browser that runs scripts at all reads it.
(function (root, page) {
  var told = root.langhoc.copy;
  var words = told.words[page.lang];
  var line = document.createElement("p");
  line.id = line.className = "lh-copy";
  line.setAttribute("data-made", told.made);
  line.setAttribute("data-best-before", told.bestBefore);
  line.setAttribute("data-old", words.old);
  line.setAttribute("data-behind", words.behind);
  line.appendChild(document.createTextNode(words.made));
  page.setAttribute("data-stick", "");
  document.body.insertBefore(line, document.body.firstChild);
})(window, document.documentElement);
