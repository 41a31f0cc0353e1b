import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { assets, notices } from './webpack.shared.mjs';
import { packaged } from './webpack.umd.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));

/**
 * The extension as a package for OHIF built from source. OHIF's build copies `public` to the
 * viewer's root, where src/public-path.ts looks for the chunks.
 */
const umd = packaged(here, [path.join(here, 'src/public-path.ts')]);

export default {
  ...umd,
  output: {
    ...umd.output,
    path: path.join(here, 'public/echonet-files'),
    filename: path.join('../../dist', umd.output.filename),
    chunkFilename: '[name].[contenthash:16].js',
    // Set at run time by src/public-path.ts.
    publicPath: '',
    clean: true,
  },
  plugins: [...umd.plugins, await assets(), notices(true)],
};
