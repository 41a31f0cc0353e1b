/** @jest-environment jsdom */

import { afterEach, expect, it } from '@jest/globals';
import { act, cleanup, render, screen } from '@testing-library/react';
import { displaySetOf } from '../clips/testing';
import { fakeViewer } from '../host/testing';
import { fakeWorker, viewCheckOf } from '../inference/fake-worker';
import type { Rated } from '../inference/protocol';
import type { FoundModel } from '../models/model-sources';
import { foundClassifier, manifest } from '../models/testing';
import { Panel } from '../panel/Panel';
import { standInForBrowser } from '../panel/testing';
import { SessionContext } from '../panel/use-session';
import type { SessionParts } from '../session/session';
import { sessionOver } from '../session/testing';

standInForBrowser();

afterEach(cleanup);

const uid = '1.2.3.1';
const found: FoundModel = {
  manifest: { ...manifest, purpose: 'quality', name: 'Regional quality' },
  modelUrl: 'http://localhost/models/quality/',
};

const grades = (overall: number): Rated => ({
  model: 'Regional quality',
  range: [1, 5],
  overall,
  isLow: overall < 2.5,
  tasks: [
    { name: 'Septal wall', value: 4, unit: '', isLow: false },
    { name: 'Lateral wall', value: 1.5, unit: '', isLow: true },
  ],
});

/** The panel after a run whose worker answers as the quality model would. */
async function shown(rated: Rated, parts: Partial<SessionParts> = {}) {
  const plain = fakeWorker();
  const asked: (string | undefined)[] = [];
  const worker = fakeWorker({
    async prepareClip(request) {
      asked.push(request.qualityUrl);
      const prepared = await plain.prepareClip(request);
      return { ...prepared, ...(request.qualityUrl && { rated }) };
    },
    classifyView(request) {
      asked.push(request.qualityUrl);
      return Promise.resolve({ ...viewCheckOf(0.9), ...(request.qualityUrl && { rated }) });
    },
  });
  const session = sessionOver(fakeViewer([displaySetOf(1)]), worker, {
    findQualityModel: () => Promise.resolve(found),
    ...parts,
  });
  render(
    <SessionContext.Provider value={session}>
      <Panel />
    </SessionContext.Provider>,
  );
  await act(async () => void (await session.runs.start()));
  act(() => session.listClips(true));
  return { asked, result: session.store.get().results.get(uid)! };
}

it('shows the grade where the contrast stands, and each region', async () => {
  const { asked, result } = await shown(grades(3.2));
  expect(asked).toEqual([found.modelUrl]);
  expect(screen.getByTestId('echonet-rated').textContent).toBe('Image quality 3.2 of 5');
  const facts = screen.getByTestId('echonet-clip-facts');
  expect(facts.title).toContain(
    'Image quality by Regional quality (imported, not evaluated at this site): Septal wall 4.0, ' +
      'Lateral wall 1.5 (low).',
  );
  expect(facts.textContent).not.toContain('contrast');
  expect(result.warnings.join()).not.toContain('quality');
});

it('flags a grade below the threshold, in the list and beside the numbers', async () => {
  const { result } = await shown(grades(2.1));
  const rated = screen.getByTestId('echonet-rated');
  expect(rated.textContent).toBe('Image quality 2.1 of 5: low');
  expect(rated.dataset.low).toBe('true');
  expect(result.warnings).toContain(
    'Image quality 2.1 of 5, below the threshold of Regional quality (imported, not evaluated at ' +
      'this site).',
  );
});

it('rates with the view check, before a clip is read', async () => {
  const { asked } = await shown(grades(2.1), {
    findViewClassifier: () => Promise.resolve(foundClassifier),
  });
  expect(asked).toEqual([found.modelUrl, found.modelUrl]);
});

it('reads the clip where the quality model fails, and says why', async () => {
  const { result } = await shown({ problem: 'Regional quality cannot be run: no kernel.' });
  expect(screen.getByTestId('echonet-rated').textContent).toBe('Image quality not rated');
  expect(screen.getByTestId('echonet-clip-facts').title).toContain('no kernel');
  expect(result.prediction).toBeDefined();
});

it('says what is wrong with a quality model that cannot be used, and reads without it', async () => {
  const { asked, result } = await shown(grades(3), {
    findQualityModel: () =>
      Promise.reject(new Error('The model Test is no quality model; import it as one.')),
  });
  expect(asked).toEqual([undefined]);
  expect(result.prediction).toBeDefined();
  expect(screen.getByText('The model Test is no quality model; import it as one.')).toBeTruthy();
});
