import { describe, expect, it } from '@jest/globals';
import { onnxManifest } from '@echonet/models/testing';
import { fakeViewer } from '../../host/testing';
import type { ClipResult } from '../../results/state';
import { sessionOver } from '../../session/testing';
import { fakeWorker } from '../fake-worker';
import type { PrepareRequest, Request } from '../protocol';

const uid = '1.2.3.1';
const modelUrl = 'http://localhost/models/imported/';

/** A session with an imported model, and the messages that its worker gets. */
async function importedSession(onWindow = () => {}) {
  const manifest = await onnxManifest();
  const prepared: PrepareRequest[] = [];
  const windows: Request<'predictWindow'>[] = [];
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
  });
  const session = sessionOver(fakeViewer(), worker, {
    findModel: () => Promise.resolve({ manifest, modelUrl }),
  });
  return { session, prepared, windows };
}

const framesOf = ({ frames }: Pick<PrepareRequest, 'frames'>) =>
  frames.map(({ frameIndex }) => frameIndex);

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

  it('offers no attention maps', async () => {
    const { session } = await importedSession();
    await session.runs.start();
    session.saliency.toggle();
    expect(session.store.get().saliency.visible).toBe(false);
  });
});
