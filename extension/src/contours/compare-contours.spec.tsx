/** @jest-environment jsdom */

import { afterEach, describe, expect, it } from '@jest/globals';
import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { displaySetOf } from '../clips/testing';
import { defaultConfig } from '../config';
import { fakeViewer } from '../host/testing';
import { type FakeWorker, fakeWorker } from '../inference/fake-worker';
import type { OfferedSegmentation } from '../models/offered-segmentations';
import { Panel } from '../panel/Panel';
import { standInForBrowser } from '../panel/testing';
import { SessionContext } from '../panel/use-session';
import type { SessionParts } from '../session/session';
import { sessionOver } from '../session/testing';
import { beatFrames, foundSegmentation, outlinedFrame } from './testing';

standInForBrowser();

afterEach(cleanup);

const uid = '1.2.3.1';
const other = {
  manifest: { ...foundSegmentation.manifest, id: 'other', name: 'Other outlines' },
  modelUrl: 'http://localhost/models/other/',
};

/** A worker whose second model sees a heart that does not move as far. */
function worker(): FakeWorker {
  return fakeWorker({
    segmentFrames: ({ frames, segmentationUrl }) =>
      Promise.resolve({
        framesPerRequest: 16,
        frames: frames.map(({ frameIndex }) =>
          outlinedFrame(segmentationUrl === other.modelUrl ? least(frameIndex) : frameIndex),
        ),
      }),
  });
}

/** The frame of a beat that never empties as far as the real one. */
function least(frameIndex: number): number {
  const place = frameIndex % beatFrames;
  return 0.6 * Math.min(place, beatFrames - place);
}

/** The panel's contours after a run. */
async function shown(
  offered: readonly OfferedSegmentation[] = [foundSegmentation, other],
  parts: Partial<SessionParts> = {},
) {
  const workers: FakeWorker[] = [];
  const session = sessionOver(fakeViewer([displaySetOf(1), displaySetOf(2)]), worker(), {
    startWorker: () => {
      workers.push(worker());
      return workers.at(-1)!;
    },
    findSegmentationModel: () => Promise.resolve(foundSegmentation),
    offeredSegmentations: () => Promise.resolve(offered),
    ...parts,
  });
  render(
    <SessionContext.Provider value={session}>
      <Panel />
    </SessionContext.Provider>,
  );
  await act(async () => void (await session.runs.start()));
  act(() => session.showTab('contours'));
  return { session, workers };
}

const open = () => userEvent.click(screen.getByTestId('echonet-contours-compare'));
const choose = () => userEvent.click(screen.getByTestId('echonet-contours-other'));

describe('contours of two models', () => {
  it('stand side by side with their values, on a worker of its own', async () => {
    const { session, workers } = await shown();
    const before = session.store.get().contours.clips.get(uid);
    await open();
    await choose();
    const rows = await screen.findAllByTestId('echonet-contours-compared');
    const cells = rows.map((row) => [...row.children].map((cell) => cell.textContent));
    const [name, first, second, change] = cells.find(([measure]) => measure === 'EF')!;
    expect(name).toBe('EF');
    const [ours, theirs] = [first, second].map((text) => Number.parseFloat(text ?? ''));
    expect(ours).toBeGreaterThan(50);
    expect(theirs).toBeLessThan(ours - 5);
    expect(Number.parseFloat(change ?? '')).toBe(theirs - ours);
    expect(workers).toHaveLength(2);
    expect(workers[1].hasEnded()).toBe(true);
    // What the first model found stays as it was.
    expect(session.store.get().contours.clips.get(uid)).toBe(before);
    await userEvent.click(screen.getByTestId('echonet-contour-comparison-close'));
    expect(screen.queryByTestId('echonet-contour-comparison')).toBeNull();
    expect(session.store.get().contours.compared).toBeUndefined();
  });

  it('say why the second has none, while the first stays', async () => {
    const { session } = await shown([other], {
      startWorker: () =>
        fakeWorker({
          segmentFrames: ({ segmentationUrl, frames }) =>
            segmentationUrl === other.modelUrl
              ? Promise.reject(new Error('Other outlines cannot be run: no kernel for Wave.'))
              : Promise.resolve({
                  framesPerRequest: 16,
                  frames: frames.map(({ frameIndex }) => outlinedFrame(frameIndex)),
                }),
        }),
    });
    await open();
    await choose();
    expect((await screen.findByTestId('echonet-error')).textContent).toContain(
      'no kernel for Wave',
    );
    expect(session.store.get().contours.clips.get(uid)?.findings).toBeDefined();
  });

  it('name models that cannot be used, and say where there is no other', async () => {
    const { session } = await shown([foundSegmentation]);
    await open();
    expect(screen.getByText(/no other segmentation model/)).toBeTruthy();
    act(() =>
      session.store.set({
        contours: {
          ...session.store.get().contours,
          offered: [{ modelUrl: 'http://localhost/broken/', problem: 'broken/ is not JSON.' }],
        },
      }),
    );
    expect(screen.getByTestId('echonet-error').textContent).toContain('broken/ is not JSON.');
  });

  it('end with the results, and are not offered where a site forbids comparing', async () => {
    const { session } = await shown();
    await open();
    await choose();
    await screen.findAllByTestId('echonet-contours-compared');
    act(() => session.close());
    expect(session.store.get().contours.compared).toBeUndefined();
    cleanup();
    await shown(undefined, {
      config: { ...defaultConfig, actions: { ...defaultConfig.actions, compareModels: false } },
    });
    expect(screen.queryByTestId('echonet-contours-compare')).toBeNull();
  });
});
