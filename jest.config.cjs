const shared = {
  testEnvironment: '<rootDir>/scripts/jest/node-environment.cjs',
  // Dependencies are transformed too: the transform leaves those alone that are CommonJS.
  transform: { '^.+\\.(t|j|mj)sx?$': '<rootDir>/scripts/jest/transform.cjs' },
  transformIgnorePatterns: [],
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
    project('extension', { globalSetup: withKernels }),
    project('mode'),
    project('training', {
      globalSetup: withKernels,
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
