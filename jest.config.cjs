/** Packages that ship ES modules only and so must be transformed for jest's CommonJS runtime. */
const esmOnly = [
  '@noble',
  'd3-[a-z-]+',
  'internmap',
  'delaunator',
  'robust-predicates',
  'vega',
  'vega-[a-z-]+',
  'comlink',
  'valibot',
  'csv-parse',
  'csv-stringify',
  'cookie',
  'tinypool',
  'p-map',
  'p-retry',
  'is-network-error',
];

const shared = {
  testEnvironment: 'node',
  // In jest's sandbox a global is looked up anew at every use, which makes number work three times as slow.
  sandboxInjectedGlobals: ['Math'],
  transform: {
    '^.+\\.(t|j|mj)sx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  modulePathIgnorePatterns: ['<rootDir>/.cache', '<rootDir>/dist'],
};

const project = (name, extra = {}) => ({
  ...shared,
  displayName: name,
  rootDir: __dirname,
  testMatch: [`<rootDir>/${name}/**/*.spec.{ts,tsx}`],
  ...extra,
});

/** Compiles the WebAssembly engine's kernels where they are older than their source. */
const withKernels = '<rootDir>/engine/jest-global-setup.cjs';

/**
 * Unit tests of every package, and in `test` those that cross packages without the viewer. The tests
 * in the viewer run in Playwright (test/playwright.config.ts).
 */
module.exports = {
  projects: [
    project('models'),
    project('dicom'),
    project('engine', { globalSetup: withKernels }),
    project('phantom'),
    project('command-line'),
    project('extension', { testEnvironment: 'jsdom', globalSetup: withKernels }),
    project('mode'),
    project('training', {
      // The build for Node looks for a native canvas by a top-level await, which CommonJS lacks.
      moduleNameMapper: {
        '^vega-canvas$': '<rootDir>/node_modules/vega-canvas/build/vega-canvas.browser.js',
      },
    }),
    project('viewer'),
    project('test', {
      testPathIgnorePatterns: [
        '/node_modules/',
        '<rootDir>/test/browser/',
        '<rootDir>/test/measured/',
      ],
    }),
  ],
  testTimeout: 120_000,
};
