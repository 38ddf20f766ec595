// A text -> a drawing that a phone's camera reads; lean-qr finds which fields are dark.
(function (langhoc) {
  "use strict";

  const NS = "http://www.w3.org/2000/svg";
  // In fields: phones need so much white around.
  const MARGIN = 4;

  langhoc.qr = function (text) {
    const code = langhoc.leanQr.generate(text);
    let fields = "";
    for (let y = 0; y < code.size; y++) {
      for (let x = 0; x < code.size; x++) if (code.get(x, y)) fields += `M${x + MARGIN} ${y + MARGIN}h1v1h-1z`;
    }
    const size = code.size + 2 * MARGIN;
    const svg = shape("svg", { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": "QR", "shape-rendering": "crispEdges" });
    svg.append(shape("path", { d: `M0 0h${size}v${size}H0z`, fill: "#fff" }), shape("path", { d: fields, fill: "#000" }));
    return svg;
  };

  function shape(name, attributes) {
    const made = document.createElementNS(NS, name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    return made;
  }
})((window.langhoc = window.langhoc || {}));
