// The slices of a copy in one file -> their texts. Old browsers read this far: no arrow, no promise of their own.
(function (root) {
  "use strict";

  var langhoc = (root.langhoc = root.langhoc || {});
  var BETWEEN = "\u0000";
  // A phone has little memory: of what was decoded so much is kept.
  var KEPT = 6;

  /** Whether this browser can show what is packed. */
  langhoc.canUnpack = function () {
    return Boolean(root.Promise && root.Uint8Array && root.atob && root.Map && root.URLSearchParams && root.TextDecoder);
  };

  function bytesOf(packed) {
    var signs = atob(packed);
    var bytes = new Uint8Array(signs.length);
    for (var at = 0; at < signs.length; at++) bytes[at] = signs.charCodeAt(at);
    return bytes;
  }

  /** Base64 of what zlib made of a text -> a promise of the text; it is so many bytes long. */
  langhoc.unpack64 = function (packed, size) {
    var bytes = bytesOf(packed);
    if (root.DecompressionStream) {
      var stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
      return new Response(stream).text();
    }
    // Without zlib's two bytes before and four behind.
    var made = langhoc.inflate(bytes.subarray(2, bytes.length - 4), new Uint8Array(size));
    return Promise.resolve(new TextDecoder().decode(made));
  };

  /** What stands in the element of that name, once it has come. */
  function arrived(id) {
    return new Promise(function (found, missing) {
      (function look() {
        var element = document.getElementById(id);
        // One that is last of all may not be there as a whole.
        if (element && (element.nextElementSibling || document.readyState !== "loading")) found(element.textContent);
        else if (document.readyState !== "loading") missing(new Error(id));
        else setTimeout(look, 20);
      })();
    });
  }

  langhoc.unpacked = function (id, size) {
    return arrived(id).then(function (packed) {
      return langhoc.unpack64(packed, size);
    });
  };

  /** Takes the directory: [[bytes, names]]. Gives {has, text}; a text comes as a promise. */
  langhoc.openSlices = function (directory) {
    var places = new Map();
    var kept = new Map();
    directory.forEach(function (one, slice) {
      one[1].split("\t").forEach(function (name, at) {
        places.set(name, [slice, at]);
      });
    });

    function texts(slice) {
      var found = kept.get(slice);
      kept.delete(slice);
      if (!found) {
        found = langhoc.unpacked("lh-" + slice, directory[slice][0]).then(function (text) {
          return text.split(BETWEEN);
        });
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
      text: function (name) {
        var place = places.get(name);
        if (!place) return Promise.reject(new Error(name));
        return texts(place[0]).then(function (all) {
          return all[place[1]];
        });
      },
    };
  };
})(typeof window === "undefined" ? this : window);
