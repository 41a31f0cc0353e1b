import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { measureInBrowser } from './browser/measure-in-browser';
import { measureInNode } from './node/measure-in-node';
import { readOptions, usage, UsageError } from './options';
import type { Options } from './options';
import { writeBetweenMarkers } from './report/document';
import { hasWrongNumbers } from './report/report';
import { reportText } from './report/tables';

/** Files on the command line count from where the user is, not from where npm runs. */
const userFolder = process.env['INIT_CWD'] ?? process.cwd();

async function run(options: Options): Promise<number> {
  const log = (line: string) => console.error(line);
  const measure = options.node ? measureInNode : measureInBrowser;
  const report = await measure(options, log);
  const text = reportText(report);
  console.log(text);
  if (options.json) {
    await writeFile(path.resolve(userFolder, options.json), `${JSON.stringify(report)}\n`);
  }
  if (options.markdown) {
    const start = `<!-- bench${options.node ? ' --node' : ''} -->`;
    await writeBetweenMarkers(path.resolve(userFolder, options.markdown), start, text);
  }
  if (!hasWrongNumbers(report)) return 0;
  console.error('Some numbers are wrong: see the last column.');
  return 1;
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options) process.exitCode = await run(options);
  else console.log(usage);
} catch (error) {
  if (error instanceof UsageError) console.error(error.message);
  else console.error(error);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
// Dawn and the threads of WebAssembly would keep the process.
process.exit();
