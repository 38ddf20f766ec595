// Whether this browser can show what is packed; if not, the plain list, which stands there for those without scripts.
(function (root, page) {
  var langhoc = (root.langhoc = {});

  langhoc.showPlain = function () {
    var place = document.getElementById("lh-plain");
    // A text so far, for to lay it out takes long.
    var list = place && place.getElementsByTagName("noscript")[0];
    page.className = "no-js";
    if (list) place.innerHTML = list.textContent;
  };

  if (root.Promise && root.Uint8Array && root.atob && root.Map && root.URLSearchParams && root.TextDecoder)
    page.className += " lh-coming";
  if (document.addEventListener)
    document.addEventListener("DOMContentLoaded", function () {
      // One that cannot read the script for pages says nothing of it but that it is not there.
      if (page.className === "no-js" || !langhoc.openPages) langhoc.showPlain();
    });
})(window, document.documentElement);
