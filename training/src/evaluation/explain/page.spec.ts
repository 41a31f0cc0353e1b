import { describe, expect, it } from '@jest/globals';
import { saliencyMethods } from '@echonet/models';
import { findTasks } from '../../data/find-tasks';
import { standardiseTasks } from '../../learning/train/standardisation';
import { deletedShares } from './deletion-curve';
import type { Explanation } from './explain-clips';
import { explanationPage } from './page';

const tasks = standardiseTasks(findTasks(['EF', 'lead']), [
  { labels: { EF: 40, lead: 0 } },
  { labels: { EF: 60, lead: 1 } },
]);
const png = Buffer.from('image');

const explanations = saliencyMethods.map((method, i): Explanation => ({
  clipId: 'c<1>',
  patientId: 'p1',
  taskId: 'lead',
  method,
  frame: 11,
  predicted: 0.934,
  truth: 1,
  randomisedCorrelation: 0.12,
  deletion: {
    bySaliency: deletedShares.map((share) => 2 * share),
    atRandom: deletedShares.map((share) => share),
    advantage: i === 0 ? -0.5 : 0.5,
  },
  images: { input: png, map: png, overlap: png },
}));

describe('explanationPage', () => {
  it('shows every method of a clip beside the frame, with its test results', async () => {
    const page = await explanationPage(explanations, tasks, true);
    for (const name of ['Input gradient', 'SmoothGrad', 'Integrated Gradients', 'Occlusion']) {
      expect(page).toContain(name);
    }
    expect(page.match(/<img\s/g)).toHaveLength(1 + 2 * explanations.length);
    expect(page).toContain('Clip c&#60;1&#62;: predicted 93 %, true yes');
    expect(page).toContain('0 of 1');
    expect(page).toMatch(/Research use only/);
    expect(page).toMatch(/Simulated data/);
    expect(page).not.toMatch(/<script|src="(?!data:)/);
  });
});
