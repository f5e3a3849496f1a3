// A warm process: reads one JSON line {template, data, to, times}, renders as often as asked, answers the
// milliseconds of processor time.
const fs = require("fs");
const readline = require("readline");
const PizZip = require("pizzip");
const Docxtemplater = require("docxtemplater");

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const { template, data, to, times } = JSON.parse(line);
  const bytes = fs.readFileSync(template);
  const spent = [];
  for (let n = 0; n < times; n++) {
    const start = process.cpuUsage();
    const document = new Docxtemplater(new PizZip(bytes), { paragraphLoop: true });
    document.render(data);
    fs.writeFileSync(to, document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" }));
    const { user, system } = process.cpuUsage(start);
    spent.push((user + system) / 1000);
  }
  process.stdout.write(JSON.stringify(spent) + "\n");
});
