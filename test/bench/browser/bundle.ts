import path from 'node:path';
import webpack from 'webpack';
import { repositoryRoot } from '../../support/paths';

/** Output folder of the page's scripts; git-ignored. */
export const bundleFolder = path.join(repositoryRoot, '.cache/bench');

/**
 * Bundles the benchmark's page and its workers, unminified: tfjs-wasm passes the text of its loader
 * to its threads, where minified text fails.
 *
 * @throws Error with webpack's messages
 */
export async function bundlePage(): Promise<void> {
  const stats = await new Promise<webpack.Stats | undefined>((resolve, reject) => {
    const compiler = webpack({
      mode: 'production',
      target: ['web', 'es2022'],
      entry: { page: path.join(repositoryRoot, 'test/bench/browser/page.ts') },
      experiments: { outputModule: true },
      output: { path: bundleFolder, filename: '[name].js', module: true, clean: true },
      resolve: { extensions: ['.ts', '.js'] },
      module: {
        rules: [
          {
            test: /\.ts$/,
            loader: 'swc-loader',
            options: { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } },
          },
          { test: /[\\/](models|engine|extension)[\\/]src[\\/]/, sideEffects: false },
        ],
      },
      optimization: { minimize: false, splitChunks: false },
      performance: { hints: false },
    });
    compiler.run((error, result) => {
      compiler.close(() => (error ? reject(error) : resolve(result)));
    });
  });
  if (stats?.hasErrors()) {
    throw new Error(stats.toString({ all: false, errors: true }));
  }
}
