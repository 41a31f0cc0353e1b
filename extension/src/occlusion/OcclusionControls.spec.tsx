import { afterEach, describe, expect, it } from '@jest/globals';
import { act, cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeViewer, fakeWorker, sessionOver, settled } from '../session/testing';
import { SessionContext } from '../panel/use-session';
import { OcclusionControls } from './OcclusionControls';

afterEach(cleanup);

async function shown() {
  const worker = fakeWorker({
    predictFrames: ({ frameIndices, isOccluded = false }) =>
      Promise.resolve({
        frames: frameIndices.map(() => ({ values: { EF: isOccluded ? 40 : 60, lead: 0.25 } })),
      }),
  });
  const viewer = fakeViewer();
  const session = sessionOver(viewer, worker);
  await session.loadManifest();
  render(
    <SessionContext.Provider value={session}>
      <OcclusionControls />
    </SessionContext.Provider>,
  );
  return { session, viewer };
}

describe('the experiment of covering a part', () => {
  it('asks for a result first', async () => {
    const { session } = await shown();
    const button = screen.getByTestId<HTMLButtonElement>('echonet-what-if-rectangle');
    expect(button.disabled).toBe(true);
    expect(screen.getByTestId('echonet-what-if').textContent).toMatch(/Run EchoNet on this clip/);
    await act(() => session.run());
    expect(button.disabled).toBe(false);
  });

  it('shows each prediction before and after, and marks what is more than noise', async () => {
    const { session, viewer } = await shown();
    await act(() => session.run());
    await userEvent.click(screen.getByTestId('echonet-what-if-freehand'));
    expect(screen.getByRole('status').textContent).toMatch(/Draw around/);
    const corners = [
      { x: 1, y: 1 },
      { x: 9, y: 1 },
      { x: 1, y: 9 },
    ];
    act(() => viewer.drawing?.onDrawn(corners));
    await userEvent.click(screen.getByTestId('echonet-what-if-run'));
    await act(settled);
    const [, ef, lead] = within(screen.getByRole('table')).getAllByRole('row');
    expect(ef.textContent).toBe('Ejection fraction %6040−20*');
    expect(lead.textContent).toBe('Pacing lead0.250.250.00');
    await userEvent.click(screen.getByTestId('echonet-what-if-clear'));
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('can be done by keyboard alone', async () => {
    const { session } = await shown();
    await act(() => session.run());
    screen.getByTestId('echonet-what-if-rectangle').focus();
    await userEvent.keyboard('{Enter}');
    const region = screen.getByTestId('echonet-what-if-region');
    region.focus();
    const corner = () => session.store.get().occlusion.regions.get('1.2.3.1')?.[0][0];
    expect(corner()).toEqual({ x: 30, y: 30 });
    await userEvent.keyboard('{ArrowRight}{ArrowUp}');
    expect(corner()).toEqual({ x: 31.6, y: 28.4 });
    await userEvent.keyboard('{Delete}');
    expect(corner()).toBeUndefined();
  });
});
