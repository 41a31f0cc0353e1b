import { spawnSync } from 'node:child_process';
import { copyFile, readdir } from 'node:fs/promises';
import path from 'node:path';

/** Screenshots of the browser tests by the image of docs/images that they become. */
const sources = {
  'saliency-real-a4c': 'workflow-saliency',
  'saliency-side-by-side': 'workflow-side-by-side',
  occlusion: 'workflow-occlusion',
  'held-back': 'workflow-views',
  'contours-real-a4c': 'contours-found',
  'contour-editing': 'contour-edited',
  'contours-accepted': 'contours-accepted',
  'contours-restored': 'contours-restored',
  'results-twelve': 'panel-results',
  'results-1024': 'panel-1024',
  'results-1920': 'panel-1920',
  'results-forced-colours': 'panel-forced-colours',
  'results-german': 'panel-german',
  'whole-study': 'panel-study',
  'viewport-bar': 'panel-viewport-bar',
  'first-use': 'first-use',
  sonographer: 'sonographer',
  'model-card': 'panel-model',
  pooled: 'panel-pooled',
  'two-by-two': 'panel-two-by-two',
  preferences: 'panel-preferences',
  'report-decided': 'report-decided',
  'report-confirm': 'report-confirm',
  'report-earlier': 'report-earlier',
  'report-opened': 'report-opened',
  'capture-opened': 'capture-opened',
  'report-pdf': 'report-pdf',
};

const specs = ['contour-walk', 'workflow', 'panel', 'reports', 'sonographer'].map(
  (name) => `browser/${name}.spec.ts`,
);
const playwright = ['playwright', 'test', '-c', 'test/playwright.config.ts', '--project=browser'];
const { status } = spawnSync('npx', [...playwright, ...specs], { stdio: 'inherit' });
if (status !== 0) {
  console.error('No image was replaced, because a test that takes the screenshots failed.');
  process.exit(1);
}
// Each test has a folder of its own below test/output, which a run empties at first.
const files = await readdir('test/output', { recursive: true });
for (const [image, screenshot] of Object.entries(sources)) {
  const file = files.find((name) => path.basename(name) === `${screenshot}.png`);
  if (file === undefined) {
    throw new Error(`No test has taken the screenshot ${screenshot}.png.`);
  }
  await copyFile(path.join('test/output', file), `docs/images/${image}.png`);
}
console.log(`${Object.keys(sources).length} images of docs/images replaced.`);
