import { afterEach, expect, it } from '@jest/globals';
import { act, cleanup, render, screen } from '@testing-library/react';
import { defaultConfig } from '../config';
import { fakeViewer } from '../host/testing';
import { fakeWorker } from '../inference/fake-worker';
import { sessionOver } from '../session/testing';
import { Panel } from './Panel';
import { SessionContext } from './use-session';

// jsdom draws no images.
HTMLCanvasElement.prototype.getContext = () => null;

afterEach(cleanup);

async function show(actions: Partial<typeof defaultConfig.actions>) {
  const config = { ...defaultConfig, actions: { ...defaultConfig.actions, ...actions } };
  const session = sessionOver(fakeViewer(), fakeWorker(), { config });
  render(
    <SessionContext.Provider value={session}>
      <Panel />
    </SessionContext.Provider>,
  );
  await act(() => session.models.load());
  return session;
}

it('runs nothing where a department forbids runs, by button or by key', async () => {
  const session = await show({ run: false });
  expect(screen.queryByTestId('echonet-run')).toBeNull();
  await act(() => session.runs.start());
  expect(session.store.get().results.size).toBe(0);
});

it('shows no saliency where a department forbids it, by button or by key', async () => {
  const session = await show({ saliency: false });
  expect(screen.queryByTestId('echonet-saliency-toggle')).toBeNull();
  act(() => session.saliency.toggle());
  expect(session.store.get().saliency.visible).toBe(false);
});

it('copies no diagnostics where a department forbids it', async () => {
  await show({ diagnostics: false });
  expect(screen.queryByTestId('echonet-diagnostics-copy')).toBeNull();
});

it('offers all three unless told otherwise', async () => {
  await show({});
  for (const id of ['echonet-run', 'echonet-saliency-toggle', 'echonet-diagnostics-copy']) {
    expect(screen.queryByTestId(id)).not.toBeNull();
  }
});
