import js from '@eslint/js';
import globals from 'globals';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Forbids imports of `packages` in `files`: the dependency direction of docs/ARCHITECTURE.md. */
const mayNotImport = (files, patterns, message) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ group: patterns, message }] }] },
});

const nodeBuiltins = ['node:*', 'fs', 'path', 'os', 'crypto', 'worker_threads', 'child_process'];

export default tseslint.config(
  {
    ignores: [
      '**/node_modules',
      'dist',
      '*/dist',
      'extension/public',
      '.cache',
      'coverage',
      'models/bundled',
      'models/local',
      'training/runs',
      // AssemblyScript: TypeScript's syntax with other decorators; its own compiler checks it.
      'engine/assembly',
      'engine/build',
      'test/output',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      eqeqeq: ['error', 'always'],
    },
  },
  {
    // Playwright reads a fixture's dependencies from the pattern of its first parameter.
    files: ['test/**/*.ts'],
    rules: { 'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }] },
  },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    files: ['extension/**/*.tsx'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  mayNotImport(
    ['models/src/**/*.ts'],
    [
      ...nodeBuiltins,
      'react',
      'react-*',
      '@ohif/*',
      '@cornerstonejs/*',
      '@echonet/*',
      '@tensorflow/tfjs',
      '@tensorflow/tfjs-layers',
      '@tensorflow/tfjs-node*',
    ],
    'models depends on tfjs-core and small pure libraries alone: no OHIF, React, DOM or Node.',
  ),
  mayNotImport(
    ['engine/src/*.ts', 'engine/src/browser/*.ts'],
    [...nodeBuiltins, '@tensorflow/*', '@echonet/ohif-*', '@echonet/training*', '@echonet/viewer*'],
    'engine depends on models alone, and on Node only in its node folder.',
  ),
  mayNotImport(
    ['extension/src/**/*.{ts,tsx}'],
    [
      ...nodeBuiltins,
      '@echonet/training*',
      '@echonet/viewer*',
      '@echonet/ohif-mode*',
      '**/training/**',
      '**/viewer/**',
    ],
    'extension depends on models and engine alone among our packages, and runs in the browser.',
  ),
  mayNotImport(
    ['mode/src/**/*.ts'],
    [...nodeBuiltins, '@echonet/models*', '@echonet/training*', '@echonet/viewer*', 'react'],
    "mode depends on the extension's ids alone.",
  ),
  mayNotImport(
    ['training/src/**/*.ts'],
    ['@echonet/ohif-*', '@echonet/viewer*', '**/extension/**', 'react'],
    'training depends on models, never on the extension.',
  ),
  mayNotImport(
    ['viewer/src/**/*.ts'],
    ['@echonet/*', '**/models/**', '**/extension/**', '**/training/**'],
    'viewer depends on built files alone.',
  ),
  {
    files: ['**/*.spec.{ts,tsx}', '**/bench/**'],
    rules: { 'no-restricted-imports': 'off' },
  },
);
