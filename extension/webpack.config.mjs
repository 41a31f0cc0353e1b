import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { assets, bundle, notices, repository } from './webpack.shared.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));

/** One ES module with a default export, as OHIF loads plugins at run time. */
const esModule = {
  ...bundle,
  experiments: { outputModule: true },
  output: {
    path: path.join(repository, 'dist/echonet'),
    filename: '[name].js',
    chunkFilename: '[name].[contenthash:16].js',
    module: true,
    library: { type: 'module' },
    // Chunks are loaded from the module's own folder.
    publicPath: 'auto',
  },
};

export default [
  {
    ...esModule,
    name: 'extension',
    entry: { extension: path.join(here, 'src/index.ts') },
    // Removes chunks of earlier builds, but not the outputs of the builds below.
    output: { ...esModule.output, clean: { keep: /^(mode|loader)\.js/ } },
    plugins: [await assets(), notices(true)],
  },
  {
    ...esModule,
    name: 'mode',
    entry: { mode: path.join(repository, 'mode/src/index.ts') },
  },
  {
    ...esModule,
    name: 'loader',
    entry: { loader: path.join(repository, 'mode/src/loader/index.ts') },
    // A classic script, which runs before the viewer reads its configuration.
    experiments: {},
    output: { ...esModule.output, module: false, library: undefined },
  },
];
