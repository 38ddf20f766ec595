// The slices of a copy in one file -> their texts. Old browsers read this far: no arrow, no promise of their own.
(function (root) {
  "use strict";

  var langhoc = (root.langhoc = root.langhoc || {});
  // A phone has little memory: of what was decoded so much is kept.
  var KEPT = 12;

  /** Base64 of what Zstandard made of texts -> what gives one of them by its number. */
  langhoc.unpacked = function (packed) {
    var signs = atob(packed);
    var bytes = new Uint8Array(signs.length);
    for (var at = 0; at < signs.length; at++) bytes[at] = signs.charCodeAt(at);
    bytes = langhoc.unzstd(bytes);
    var ends = [];
    for (at = bytes.indexOf(0); at >= 0; at = bytes.indexOf(0, at + 1)) ends.push(at);
    ends.push(bytes.length);
    return function (number) {
      return new TextDecoder().decode(bytes.subarray(number ? ends[number - 1] + 1 : 0, ends[number]));
    };
  };

  /** What stands in the element of that name, once it has come. */
  langhoc.arrived = function (id) {
    return new Promise(function (found, missing) {
      (function look() {
        var element = document.getElementById(id);
        // One that is last of all may not be there as a whole.
        if (element && (element.nextElementSibling || document.readyState !== "loading")) found(element.textContent);
        else if (document.readyState !== "loading") missing(new Error(id));
        else setTimeout(look, 20);
      })();
    });
  };

  /** Takes the first slice, in which the directory stands first: a line a slice, names in it with tabs between.
   *  Gives {has, now, text}: whether there is a text; one of the first slice at once; any one as a promise.
   */
  langhoc.openSlices = function (first) {
    var places = new Map();
    var kept = new Map();
    first(0).split("\n").forEach(function (names, slice) {
      names.split("\t").forEach(function (name, at) {
        places.set(name, [slice, at]);
      });
    });

    function texts(slice) {
      if (!slice) return Promise.resolve(first);
      var found = kept.get(slice);
      kept.delete(slice);
      if (!found) {
        found = langhoc.arrived("lh-" + slice).then(langhoc.unpacked);
        found.catch(function () {
          kept.delete(slice);
        });
      }
      kept.set(slice, found);
      if (kept.size > KEPT) kept.delete(kept.keys().next().value);
      return found;
    }

    return {
      has: function (name) {
        return places.has(name);
      },
      now: function (name) {
        return first(places.get(name)[1]);
      },
      text: function (name) {
        var place = places.get(name);
        if (!place) return Promise.reject(new Error(name));
        return texts(place[0]).then(function (text) {
          return text(place[1]);
        });
      },
    };
  };
})(typeof window === "undefined" ? this : window);
