import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { packaged } from '../extension/webpack.umd.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));

/** The mode as a package for an OHIF that is built from source. */
export default packaged(here);
