import { spawnSync } from 'node:child_process';
import { copyFile } from 'node:fs/promises';

/** Screenshots of the browser tests by the image of docs/images that they become. */
const sources = {
  'saliency-real-a4c': 'workflow-saliency',
  'saliency-side-by-side': 'workflow-side-by-side',
  'what-if': 'workflow-what-if',
  'held-back': 'workflow-views',
  'results-twelve': 'panel-results',
  'model-card': 'panel-model',
  pooled: 'panel-pooled',
  'two-by-two': 'panel-two-by-two',
  preferences: 'panel-preferences',
  'report-decided': 'report-decided',
  'report-confirm': 'report-confirm',
  'report-earlier': 'report-earlier',
  'report-opened': 'report-opened',
  'capture-opened': 'capture-opened',
};

const specs = ['workflow', 'panel', 'reports'].map((name) => `test/browser/${name}.spec.ts`);
const jest = ['jest', '--forceExit', '--selectProjects', 'test', '--runInBand', ...specs];
const { status } = spawnSync('npx', jest, { stdio: 'inherit' });
if (status !== 0) {
  console.error('No image was replaced, because a test that takes the screenshots failed.');
  process.exit(1);
}
for (const [image, screenshot] of Object.entries(sources)) {
  await copyFile(`test/output/${screenshot}.png`, `docs/images/${image}.png`);
}
console.log(`${Object.keys(sources).length} images of docs/images replaced.`);
