import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);

/**
 * Arguments of Node.js for processes that run this program's TypeScript. By its bare name, tsx would be
 * looked for from the folder that the program is called in.
 */
export const typeScriptArguments = ['--import', pathToFileURL(require.resolve('tsx')).href];
