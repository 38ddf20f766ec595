// Says of a copy when it is old, in any browser that runs scripts at all.
(function () {
  var line = document.getElementById("lh-copy");
  var today = new Date(new Date().getTime() + 252e5);
  var two = function (number) {
    return (number < 10 ? "0" : "") + number;
  };
  var day = today.getUTCFullYear() + "-" + two(today.getUTCMonth() + 1) + "-" + two(today.getUTCDate());
  if (day <= line.getAttribute("data-best-before")) return;
  line.className += " lh-copy--old";
  line.appendChild(document.createTextNode(" " + line.getAttribute("data-old")));
})();
