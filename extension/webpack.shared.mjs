import path from 'node:path';
import { fileURLToPath } from 'node:url';
import CopyPlugin from 'copy-webpack-plugin';
import TerserPlugin from 'terser-webpack-plugin';
import { buildKernels, kernelFolder } from '../engine/scripts/build-kernels.mjs';
import { helpPage, helpPages } from './help-page.mjs';
import { NoticesPlugin } from './notices-plugin.mjs';

export const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const modelFolder = path.join(repository, 'models/bundled');

/** Loaded by its own addresses on the first ONNX file, see src/inference/onnx/browser-session.ts. */
const onnxRuntimeFolder = path.join(repository, 'node_modules/onnxruntime-web/dist');
const onnxRuntimeFiles = {
  'ort.wasm.min.mjs': 'onnx-runtime.js',
  'ort-wasm-simd-threaded.mjs': 'onnx-runtime-loader.js',
  'ort-wasm-simd-threaded.wasm': 'onnx-runtime.wasm',
  'ort.webgpu.min.mjs': 'onnx-runtime-webgpu.js',
  'ort-wasm-simd-threaded.asyncify.mjs': 'onnx-runtime-webgpu-loader.js',
  'ort-wasm-simd-threaded.asyncify.wasm': 'onnx-runtime-webgpu.wasm',
};

export const bundle = {
  mode: 'production',
  devtool: 'source-map',
  target: ['web', 'es2022'],
  resolve: {
    extensions: ['.tsx', '.ts', '.js'],
    // jsPDF loads these for pages of HTML and SVG alone, which no PDF here is made of.
    alias: { canvg: false, dompurify: false, html2canvas: false },
  },
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
      { test: /[\\/](dicom|models|engine)[\\/]src[\\/]/, sideEffects: false },
    ],
  },
  optimization: {
    // One copy of dcmjs for stored objects and for the reports of prior studies.
    splitChunks: {
      chunks: 'async',
      cacheGroups: {
        default: false,
        defaultVendors: false,
        dcmjs: { test: /[\\/]node_modules[\\/]dcmjs[\\/]/, name: 'dcmjs', enforce: true },
      },
    },
    minimizer: [new TerserPlugin({ extractComments: false })],
  },
  performance: { hints: false },
  stats: 'errors-warnings',
};

/**
 * Compiles the WebAssembly kernels and copies them, ONNX Runtime Web, the help page and the bundled models
 * beside the chunks.
 */
export async function assets() {
  await buildKernels();
  return new CopyPlugin({
    patterns: [
      { from: '*.wasm', context: kernelFolder },
      ...Object.entries(onnxRuntimeFiles).map(([from, to]) => ({
        from: path.join(onnxRuntimeFolder, from),
        to,
        info: { minimized: true },
      })),
      ...Object.entries(helpPages).map(([file, { to, language }]) => ({
        from: path.join(repository, 'docs', file),
        to,
        transform: (markdown) => helpPage(String(markdown), language),
      })),
      {
        from: '**/*',
        context: modelFolder,
        to: 'models',
        noErrorOnMissing: true,
      },
    ],
  });
}

/** @param {boolean} withModels whether the bundled models go with the bundle */
export function notices(withModels) {
  return new NoticesPlugin({
    nodeModules: path.join(repository, 'node_modules'),
    models: withModels ? modelFolder : undefined,
    // The runtime of one is compiled into the kernels, the other's files are copied as they are.
    also: ['assemblyscript', 'onnxruntime-web'],
  });
}
