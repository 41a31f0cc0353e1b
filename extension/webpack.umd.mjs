import { readFileSync } from 'node:fs';
import path from 'node:path';
import CopyPlugin from 'copy-webpack-plugin';
import ts from 'typescript';
import { bundle, repository } from './webpack.shared.mjs';

/** Modules that OHIF built from source provides. */
const shared = [
  /^@ohif\//,
  /^@cornerstonejs\//,
  'react',
  'react-dom',
  'react-dom/client',
  'react/jsx-runtime',
];

/**
 * A package for OHIF's build: one UMD file under the package's name, an ES module that re-exports
 * it, and types.
 *
 * @param {string} folder of the package
 * @param {string[]} before modules to run before the entry, src/package.ts
 */
export function packaged(folder, before = []) {
  const entry = path.join(folder, 'src/package.ts');
  const { name } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return {
    ...bundle,
    // OHIF's build makes its own.
    devtool: false,
    entry: { index: [...before, entry] },
    externals: shared,
    output: {
      path: path.join(folder, 'dist'),
      filename: 'index.umd.js',
      library: { name, type: 'umd', export: 'default' },
      globalObject: 'globalThis',
    },
    plugins: [new CopyPlugin({ patterns: files(folder, entry) })],
  };
}

/** Types and ES module beside the bundle. */
function files(folder, entry) {
  const to = (name) => path.join(folder, 'dist', name);
  const types = (source) => ts.transpileDeclaration(String(source), {}).outputText;
  const template = path.join(repository, 'extension/package-entries');
  return [
    { from: entry, to: to('index.d.ts'), transform: types, info: { minimized: true } },
    { from: path.join(template, 'index.mjs'), to: to('index.mjs'), info: { minimized: true } },
    { from: path.join(template, 'package.json'), to: to('package.json') },
  ];
}
