import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '@echonet/command-line';
import { measureInBrowser } from './browser/measure-in-browser';
import { measureInNode } from './node/measure-in-node';
import { readOptions, usage, type Options } from './options';
import { hasGradients } from './plan';
import { writeBetweenMarkers } from './report/document';
import { hasWrongNumbers } from './report/report';
import { reportText } from './report/tables';

/** Files on the command line are relative to the user's folder, not to that in which npm runs. */
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
    const network = hasGradients(options) ? '' : ` --network ${options.network}`;
    const start = `<!-- bench${options.node ? ' --node' : ''}${network} -->`;
    await writeBetweenMarkers(path.resolve(userFolder, options.markdown), start, text);
  }
  if (!hasWrongNumbers(report)) {
    return 0;
  }
  console.error('Some numbers are wrong: see the last column.');
  return 1;
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options) {
    process.exitCode = await run(options);
  } else {
    console.log(usage);
  }
} catch (error) {
  const isUserError = error instanceof UserError;
  console.error(isUserError ? error.message : error);
  process.exitCode = isUserError ? 2 : 1;
}
// Dawn and the threads of WebAssembly keep the process alive.
process.exit();
