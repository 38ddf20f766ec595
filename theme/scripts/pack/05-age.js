// Says of a copy when it is old, in any browser that runs scripts at all; and when nobody can say so, as on an old
// computer whose clock begins anew each time: there it is earlier than the copy was made.
(function () {
  var line = document.getElementById("lh-copy");
  var today = new Date(new Date().getTime() + 252e5);
  var two = function (number) {
    return (number < 10 ? "0" : "") + number;
  };
  var day = today.getUTCFullYear() + "-" + two(today.getUTCMonth() + 1) + "-" + two(today.getUTCDate());
  var isBehind = day < line.getAttribute("data-made");
  if (!isBehind && day <= line.getAttribute("data-best-before")) return;
  line.className += isBehind ? " lh-copy--old lh-copy--behind" : " lh-copy--old";
  line.appendChild(document.createTextNode(" " + line.getAttribute(isBehind ? "data-behind" : "data-old")));
})();
