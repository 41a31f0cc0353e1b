import path from 'node:path';
import { fileURLToPath } from 'node:url';
import CopyPlugin from 'copy-webpack-plugin';
import TerserPlugin from 'terser-webpack-plugin';
import { buildKernels, kernelFolder } from '../engine/scripts/build-kernels.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const repository = path.resolve(here, '..');

await buildKernels();

/** One ES module with a default export, as a stock OHIF loads it at run time. */
const esModule = {
  mode: 'production',
  devtool: 'source-map',
  target: ['web', 'es2022'],
  experiments: { outputModule: true },
  output: {
    path: path.join(repository, 'dist/echonet'),
    filename: '[name].js',
    chunkFilename: '[name].[contenthash:16].js',
    module: true,
    library: { type: 'module' },
    // Files are found beside the module, wherever a hospital serves it from.
    publicPath: 'auto',
  },
  resolve: { extensions: ['.tsx', '.ts', '.js'] },
  module: {
    rules: [
      {
        test: /\.tsx?$/,
        loader: 'swc-loader',
        options: {
          jsc: {
            target: 'es2022',
            parser: { syntax: 'typescript', tsx: true },
            transform: { react: { runtime: 'automatic' } },
          },
        },
      },
      { test: /\.css$/, type: 'asset/source' },
      // The page needs the manifest's parser, but neither the network nor TensorFlow.js.
      { test: /[\\/](models|engine)[\\/]src[\\/]/, sideEffects: false },
    ],
  },
  optimization: {
    splitChunks: false,
    minimizer: [new TerserPlugin({ extractComments: false })],
  },
  performance: { hints: false },
  stats: 'errors-warnings',
};

export default [
  {
    ...esModule,
    name: 'extension',
    entry: { extension: path.join(here, 'src/index.ts') },
    // Chunks of earlier builds go; what the builds below write beside stays.
    output: { ...esModule.output, clean: { keep: /^(mode|loader)\.js/ } },
    plugins: [
      new CopyPlugin({
        patterns: [
          { from: '*.wasm', context: kernelFolder },
          {
            from: '**/*',
            context: path.join(repository, 'models/bundled'),
            to: 'models',
            noErrorOnMissing: true,
          },
        ],
      }),
    ],
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
    // A classic script: it must have run before the viewer's own reads its configuration.
    experiments: {},
    output: { ...esModule.output, module: false, library: undefined },
  },
];
