// Brings the vendored front-end files up to the versions of package.json: `npm install && npm run vendor`.
"use strict";

const fs = require("fs");
const path = require("path");

const VENDORED = { lunr: ["lunr.min.js", "LICENSE"] };

for (const [name, files] of Object.entries(VENDORED)) {
  const from = path.join(__dirname, "..", "..", "node_modules", name);
  const to = path.join(__dirname, name);
  fs.mkdirSync(to, { recursive: true });
  for (const file of files) fs.copyFileSync(path.join(from, file), path.join(to, file));
}
