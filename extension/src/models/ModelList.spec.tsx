/** @jest-environment jsdom */

import { afterEach, describe, expect, it } from '@jest/globals';
import { act, cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { onnxManifest } from '@echonet/models/testing';
import { defaultConfig } from '../config';
import { fakeViewer } from '../host/testing';
import { fakeWorker } from '../inference/fake-worker';
import { Panel } from '../panel/Panel';
import { standInForBrowser } from '../panel/testing';
import { SessionContext } from '../panel/use-session';
import type { Session, SessionParts } from '../session/session';
import { sessionOver, settled } from '../session/testing';
import type { OfferedModel } from './offered-models';
import { manifest } from './testing';

standInForBrowser();

afterEach(cleanup);

const [ef, lead] = manifest.tasks;
const other = {
  manifest: { ...manifest, name: 'Other model', tasks: [ef, { ...lead, unit: '%' }] },
  modelUrl: 'http://localhost/models/other/',
};
const offered: readonly OfferedModel[] = [
  { manifest, modelUrl: 'http://localhost/models/test/' },
  other,
  { modelUrl: 'http://localhost/models/broken/', problem: 'echonet.json cannot be used.' },
];

async function show(parts: Partial<SessionParts> = {}): Promise<Session> {
  const session = sessionOver(fakeViewer(), fakeWorker(), {
    // Each reading has a worker of its own.
    startWorker: () => fakeWorker(),
    offeredModels: () => Promise.resolve(offered),
    ...parts,
  });
  render(
    <SessionContext.Provider value={session}>
      <Panel />
    </SessionContext.Provider>,
  );
  await act(() => session.models.load());
  return session;
}

async function openList(): Promise<HTMLElement[]> {
  await userEvent.click(screen.getByTestId('echonet-models-open'));
  await act(settled);
  return screen.getAllByTestId('echonet-offered-model');
}

describe('the list of models', () => {
  it('shows each with what it reads, which is in use, and why one cannot be used', async () => {
    await show();
    const [first, second, third] = await openList();
    expect(first.textContent).toMatch(/Test model.*in use.*A4C clips, 20 frames 100 ms apart/);
    expect(within(first).queryByTestId('echonet-model-use')).toBeNull();
    expect(second.textContent).toMatch(/Other model/);
    expect(third.textContent).toMatch(/broken.*echonet\.json cannot be used/);
    expect(within(third).queryAllByRole('button')).toEqual([]);
  });

  it('reads with the model that is chosen, and forgets what the other has found', async () => {
    const session = await show();
    await act(() => session.runs.start());
    expect(session.store.get().results.size).toBe(1);
    const [, second] = await openList();
    await userEvent.click(within(second).getByTestId('echonet-model-use'));
    expect(session.store.get().model).toMatchObject({ modelUrl: other.modelUrl });
    expect(session.store.get().results.size).toBe(0);
  });

  it('compares two models on one clip, side by side, where they predict the same', async () => {
    const session = await show();
    await act(() => session.runs.start());
    const [, second] = await openList();
    await userEvent.click(within(second).getByTestId('echonet-model-compare'));
    await act(settled);
    const [efRow, leadRow] = screen.getAllByTestId('echonet-compared');
    expect(efRow.textContent).toMatch(/Ejection fraction64 %.*64 %.*0$/);
    expect(leadRow.textContent).toMatch(/Pacing lead.*––$/);
    expect(screen.getByTestId('echonet-comparison').textContent).toContain('Other model');
    await userEvent.click(screen.getByTestId('echonet-comparison-close'));
    expect(screen.queryByTestId('echonet-comparison')).toBeNull();
  });

  it('shows what only the second model predicts, and on whom each was evaluated', async () => {
    const further = { ...ef, id: 'GLS', name: 'Strain' };
    const real = { ...manifest.provenance, simulated: false, data: 'Our clinic' };
    const session = await show({
      offeredModels: () =>
        Promise.resolve([
          { ...other, manifest: { ...other.manifest, tasks: [ef, further], provenance: real } },
        ]),
      startWorker: () =>
        fakeWorker({
          predictFrames: ({ frameIndices }) =>
            Promise.resolve({
              frames: frameIndices.map(() => ({ values: { EF: 64, lead: 0.1, GLS: 18 } })),
            }),
        }),
    });
    await act(() => session.runs.start());
    const [second] = await openList();
    await userEvent.click(within(second).getByTestId('echonet-model-compare'));
    await act(settled);
    const rows = screen.getAllByTestId('echonet-compared');
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^Ejection fraction64 %.*64 %.*0$/),
      expect.stringMatching(/^Pacing lead.*––$/),
      expect.stringMatching(/^Strain–18 %.*–$/),
    ]);
    const compared = within(screen.getByTestId('echonet-comparison'));
    expect(compared.getAllByTestId('echonet-origin').map((chip) => chip.textContent)).toEqual([
      'SIMULATED',
      'real patients: Our clinic 300',
    ]);
  });

  it('says of an imported network how many windows it reads', async () => {
    const imported = { manifest: await onnxManifest(), modelUrl: 'http://localhost/models/onnx/' };
    await show({ offeredModels: () => Promise.resolve([imported]) });
    const [only] = await openList();
    expect(only.textContent).toMatch(/A4C clips, up to 2 windows of 4 frames 100 ms apart/);
  });

  it('offers no comparison before the clip is read', async () => {
    await show();
    const [, second] = await openList();
    expect(within(second).getByTestId<HTMLButtonElement>('echonet-model-compare').disabled).toBe(
      true,
    );
  });

  it('is not there where a department allows neither choice nor comparison', async () => {
    const actions = { ...defaultConfig.actions, chooseModel: false, compareModels: false };
    await show({ config: { ...defaultConfig, actions } });
    expect(screen.queryByTestId('echonet-models-open')).toBeNull();
  });
});
