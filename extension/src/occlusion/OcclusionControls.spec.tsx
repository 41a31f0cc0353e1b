/** @jest-environment jsdom */

import { afterEach, describe, expect, it } from '@jest/globals';
import { act, cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeViewer } from '../host/testing';
import { fakeWorker } from '../inference/fake-worker';
import { SessionContext } from '../panel/use-session';
import { sessionOver, settled } from '../session/testing';
import { OcclusionControls } from './OcclusionControls';

afterEach(cleanup);

async function renderControls() {
  const worker = fakeWorker({
    predictFrames: ({ frameIndices, isOccluded = false }) =>
      Promise.resolve({
        frames: frameIndices.map(() => ({ values: { EF: isOccluded ? 40 : 60, lead: 0.25 } })),
      }),
  });
  const viewer = fakeViewer();
  const session = sessionOver(viewer, worker);
  await session.models.load();
  render(
    <SessionContext.Provider value={session}>
      <OcclusionControls />
    </SessionContext.Provider>,
  );
  return { session, viewer };
}

describe('the occlusion test', () => {
  it('needs a result of the clip first', async () => {
    const { session } = await renderControls();
    const button = screen.getByTestId<HTMLButtonElement>('echonet-occlusion-rectangle');
    expect(button.disabled).toBe(true);
    expect(screen.getByTestId('echonet-occlusion').textContent).toMatch(/Analyse this clip/);
    await act(() => session.runs.start());
    expect(button.disabled).toBe(false);
  });

  it('shows each prediction before and after, and marks large changes', async () => {
    const { session, viewer } = await renderControls();
    await act(() => session.runs.start());
    await userEvent.click(screen.getByTestId('echonet-occlusion-freehand'));
    expect(screen.getByRole('status').textContent).toMatch(/Draw around/);
    const corners = [
      { x: 1, y: 1 },
      { x: 9, y: 1 },
      { x: 1, y: 9 },
    ];
    act(() => viewer.drawing?.onDrawn(corners));
    await userEvent.click(screen.getByTestId('echonet-occlusion-run'));
    await act(settled);
    const [, ef, lead] = within(screen.getByRole('table')).getAllByRole('row');
    expect(ef.textContent).toBe('Ejection fraction %6040−20*');
    expect(lead.textContent).toBe('Pacing lead25 %25 %0 %');
    await userEvent.click(screen.getByTestId('echonet-occlusion-clear'));
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('works by keyboard alone', async () => {
    const { session } = await renderControls();
    await act(() => session.runs.start());
    screen.getByTestId('echonet-occlusion-rectangle').focus();
    await userEvent.keyboard('{Enter}');
    const region = screen.getByTestId('echonet-occlusion-region');
    region.focus();
    const corner = () => session.store.get().occlusion.regions.get('1.2.3.1')?.[0][0];
    expect(corner()).toEqual({ x: 30, y: 30 });
    await userEvent.keyboard('{ArrowRight}{ArrowUp}');
    expect(corner()).toEqual({ x: 31.6, y: 28.4 });
    await userEvent.keyboard('{Delete}');
    expect(corner()).toBeUndefined();
    await userEvent.click(screen.getByTestId('echonet-occlusion-undo'));
    expect(corner()).toEqual({ x: 31.6, y: 28.4 });
    for (let change = 0; change < 3; change++) {
      await userEvent.click(screen.getByTestId('echonet-occlusion-undo'));
    }
    expect(corner()).toBeUndefined();
    expect(screen.getByTestId<HTMLButtonElement>('echonet-occlusion-undo').disabled).toBe(true);
  });
});
