import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { onnxManifest } from '@echonet/models/testing';
import { fakeViewer } from '../../host/testing';
import type { ClipResult } from '../../results/state';
import { sessionOver } from '../../session/testing';
import { fakeWorker } from '../fake-worker';
import type { ExplainRequest, PrepareRequest, Request } from '../protocol';

const uid = '1.2.3.1';
const modelUrl = 'http://localhost/models/imported/';

/** A session with an imported model, and the messages that its worker gets. */
async function importedSession(onWindow = () => {}) {
  const manifest = await onnxManifest();
  const prepared: PrepareRequest[] = [];
  const windows: Request<'predictWindow'>[] = [];
  const explained: ExplainRequest[] = [];
  const plain = fakeWorker();
  const worker = fakeWorker({
    prepareClip(request) {
      prepared.push(request);
      return plain.prepareClip(request);
    },
    predictWindow(request) {
      windows.push(request);
      onWindow();
      return Promise.resolve({ values: { EF: 50 + request.frameIndices[0] } });
    },
    explainFrame(request, onSample) {
      explained.push(request);
      return plain.explainFrame(request, onSample);
    },
  });
  const session = sessionOver(fakeViewer(), worker, {
    findModel: () => Promise.resolve({ manifest, modelUrl }),
  });
  return { session, prepared, windows, explained };
}

const framesOf = ({ frames }: Pick<PrepareRequest, 'frames'>) =>
  frames.map(({ frameIndex }) => frameIndex);

beforeEach(() => {
  jest.useFakeTimers({ advanceTimers: true });
});
afterEach(() => {
  jest.useRealTimers();
});

describe('a clip read by an imported model', () => {
  it('is read a window at a time, whose frames alone are sent', async () => {
    const { session, prepared, windows } = await importedSession();
    await session.runs.start();
    expect(prepared.map(framesOf)).toEqual([[0, 2, 4, 6]]);
    expect(windows.map(framesOf)).toEqual([[], [23, 25, 27, 29]]);
    expect(windows.map(({ frameIndices }) => frameIndices)).toEqual([
      [0, 2, 4, 6],
      [23, 25, 27, 29],
    ]);
    const result = session.store.get().results.get(uid)!;
    expect(result.prediction.EF).toMatchObject({ mean: 61.5, perFrame: [], perWindow: [50, 73] });
    expect(result.windows).toHaveLength(2);
    expect(result.frameIndices).toEqual([0, 2, 4, 6, 23, 25, 27, 29]);
    expect(result.expectedFrames).toBe(8);
  });

  it('says that the model was not evaluated here', async () => {
    const { session } = await importedSession();
    await session.runs.start();
    const { warnings, prediction } = session.store.get().results.get(uid)!;
    expect(warnings).toContainEqual(expect.stringMatching(/^Imported model, not evaluated/));
    expect(prediction.EF.interval90).toBeUndefined();
  });

  it('shows the first window while the second is computed', async () => {
    const partial: (ClipResult | undefined)[] = [];
    const { session } = await importedSession(() => {
      partial.push(session.store.get().run?.partial);
    });
    await session.runs.start();
    expect(partial[0]).toBeUndefined();
    expect(partial[1]?.prediction.EF.perWindow).toEqual([50]);
  });

  it('reads no further window once it is cancelled', async () => {
    const { session, windows } = await importedSession(() => session.runs.cancel());
    expect(await session.runs.start()).toBe(false);
    expect(windows).toHaveLength(1);
    expect(session.store.get().results.has(uid)).toBe(false);
  });

  it('is explained by occlusion, one map for all frames of a window', async () => {
    const { session, explained } = await importedSession();
    await session.runs.start();
    session.saliency.toggle();
    await jest.advanceTimersByTimeAsync(100);
    const windows = [
      [0, 2, 4, 6],
      [23, 25, 27, 29],
    ];
    expect(explained.map(({ method, window }) => [method, window?.frameIndices])).toEqual(
      windows.map((window) => ['occlusion', window]),
    );
    expect(explained.map(({ window }) => framesOf(window!))).toEqual(windows);
    expect(session.saliency.forFrame(uid, 25)?.map[0]).toBe(23);
    expect(session.saliency.forFrame(uid, 6)?.map[0]).toBe(0);
  });
});
