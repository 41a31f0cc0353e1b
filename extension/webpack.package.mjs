import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { assets, notices } from './webpack.shared.mjs';
import { packaged } from './webpack.umd.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));

/**
 * The extension as a package for those who build OHIF themselves. OHIF's build copies what lies in
 * `public` to the viewer's root; src/public-path.ts has the chunks sought there.
 */
const umd = packaged(here, [path.join(here, 'src/public-path.ts')]);

export default {
  ...umd,
  output: {
    ...umd.output,
    path: path.join(here, 'public/echonet-files'),
    filename: path.join('../../dist', umd.output.filename),
    chunkFilename: '[name].[contenthash:16].js',
    // src/public-path.ts says it when the page runs.
    publicPath: '',
    clean: true,
  },
  plugins: [...umd.plugins, await assets(), notices()],
};
