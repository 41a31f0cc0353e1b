/** @jest-environment jsdom */

import { afterEach, describe, expect, it } from '@jest/globals';
import { act, cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beatsIn } from '@echonet/models/measures';
import { displaySetOf } from '../clips/testing';
import { fakeViewer } from '../host/testing';
import { fakeWorker } from '../inference/fake-worker';
import { SessionContext } from '../panel/use-session';
import { sessionOver } from '../session/testing';
import { Contours } from './Contours';
import { MeasuredValues } from './MeasuredValues';
import { foundSegmentation, outlinedFrame } from './testing';

afterEach(cleanup);

const uid = '1.2.3.1';

/** The panel's contours after a run; a heartbeat takes so many frames. */
async function shown(beatFrames = 15, chosen = 1) {
  const viewer = fakeViewer([displaySetOf(1), displaySetOf(2)]);
  const worker = fakeWorker({
    segmentFrames: ({ frames }) =>
      Promise.resolve({
        framesPerRequest: 4,
        frames: frames.map(({ frameIndex }) => outlinedFrame((15 / beatFrames) * frameIndex)),
      }),
  });
  const session = sessionOver(viewer, worker, {
    findSegmentationModel: () => Promise.resolve(foundSegmentation),
  });
  if (chosen > 1) {
    session.clips.choose('1.2.3.2', true);
  }
  render(
    <SessionContext.Provider value={session}>
      <MeasuredValues />
      <Contours />
    </SessionContext.Provider>,
  );
  await act(async () => void (await session.runs.start()));
  const contours = () => session.store.get().contours.clips.get(uid)!;
  return { session, viewer, contours };
}

const textOf = (id: string) => screen.getByTestId(id).textContent;
const row = (id: string) =>
  screen.getAllByTestId('echonet-measured-value').find(({ dataset }) => dataset.measure === id)!;

describe('the panel', () => {
  it('starts editing, says what was changed, and drops it', async () => {
    const { session, viewer, contours } = await shown();
    const edit = screen.getByTestId('echonet-edit-contour');
    expect(edit.textContent).toBe('Edit contours Shift+E');
    await userEvent.click(edit);
    expect(session.store.get().contours.isEditing).toBe(true);
    expect(edit.textContent).toMatch(/^Stop editing/);
    const [{ esFrame }] = beatsIn(contours().findings!.beats);
    viewer.frameIndex = esFrame - 2;
    await userEvent.click(screen.getByTestId('echonet-mark-ES'));
    expect(textOf('echonet-contour-changes')).toMatch(/^ED or ES moved/);
    expect(within(row('EF')).getByTestId('echonet-edited').textContent).toBe('edited');
    await userEvent.click(screen.getByTestId('echonet-reset-clip'));
    expect(screen.queryByTestId('echonet-contour-changes')).toBeNull();
    expect(screen.queryByTestId('echonet-edited')).toBeNull();
  });

  it('measures the beats that the reader picks, and all of them again', async () => {
    const { contours } = await shown(8);
    const choice = screen.getByTestId('echonet-beat-choice');
    const [first, second, all] = within(choice).getAllByRole('button');
    const pressed = () =>
      [first, second, all].map((button) => button.getAttribute('aria-pressed') === 'true');
    expect(first.textContent).toMatch(/^1: EF \d+ %$/);
    await userEvent.click(second);
    expect([contours().edits?.beats, pressed()]).toEqual([[1], [false, true, false]]);
    expect(textOf('echonet-contour-changes')).toMatch(/^beats chosen Reset/);
    await userEvent.click(within(row('EF')).getByTestId('echonet-result-open'));
    expect(textOf('echonet-beats')).toMatch(/%; beat 2 shown$/);
    await userEvent.click(first);
    expect(contours().edits?.beats?.slice(0, 2)).toEqual([0, 1]);
    await userEvent.click(within(choice).getByText(/^All: median \d+ %$/));
    expect(contours().edits).toBeUndefined();
  });

  it('offers no choice of a single beat', async () => {
    await shown(20);
    expect(screen.queryByTestId('echonet-beat-choice')).toBeNull();
  });

  it('says which part of the clip the predictions read', async () => {
    await shown();
    // 30 frames of 50 ms.
    expect(textOf('echonet-used-part')).toMatch(
      /^Direct predictions: from 0\.0 to 1\.\d s of 1\.5 s \(\d+ of 30 frames\)$/,
    );
  });

  it('takes a value of the reader, and brings back the measured one', async () => {
    const { contours } = await shown();
    await userEvent.click(within(row('EF')).getByTestId('echonet-result-open'));
    const input = within(row('EF')).getByTestId('echonet-typed-value');
    const use = within(row('EF')).getByRole('button', { name: 'Use' });
    for (const wrong of ['-3', '120', 'abc']) {
      await userEvent.clear(input);
      await userEvent.type(input, wrong);
      expect([input.getAttribute('aria-invalid'), use.hasAttribute('disabled')]).toEqual([
        ...['true', true],
      ]);
    }
    await userEvent.clear(input);
    await userEvent.type(input, '47,5{Enter}');
    expect(contours().edits?.typed.get('EF')).toBe(47.5);
    expect(row('EF').dataset.value).toBe('47.5');
    expect(textOf('echonet-contour-changes')).toMatch(/^1 own value Reset/);
    expect(within(row('EF')).getByTestId('echonet-edited')).toBeTruthy();
    await userEvent.click(screen.getByTestId('echonet-measured-again'));
    expect(contours().edits).toBeUndefined();
  });

  it('averages the chosen clips', async () => {
    await shown(15, 2);
    expect(textOf('echonet-mean-of-clips')).toMatch(
      /^Mean of 2 clipsLV ejection fraction: \d+ % \(\d+–\d+\)/,
    );
    cleanup();
    await shown();
    expect(screen.queryByTestId('echonet-mean-of-clips')).toBeNull();
  });
});

describe('ED and ES on the volume curve', () => {
  it('are moved by dragging them, and the viewport shows the frame under way', async () => {
    const { viewer, contours } = await shown();
    Object.assign(SVGElement.prototype, { setPointerCapture: () => {} });
    const curve = screen.getByTestId('echonet-volume-curve');
    const svg = curve.querySelector('svg')!;
    svg.getBoundingClientRect = () => new DOMRect(0, 0, 270, 112);
    const [{ esFrame }] = beatsIn(contours().findings!.beats);
    const mark = curve.querySelector('[data-moment="ES"]')!;
    // Frames lie evenly from 28 to 262.
    const x = (frame: number) => 28 + (frame / 29) * 234;
    const at = (type: string, frame: number) =>
      Object.assign(new MouseEvent(type, { bubbles: true, clientX: x(frame) }), { pointerId: 1 });
    act(() => void mark.dispatchEvent(at('pointerdown', esFrame)));
    act(() => void mark.dispatchEvent(at('pointermove', esFrame + 2)));
    expect(viewer.frameIndex).toBe(esFrame + 2);
    expect(contours().edits).toBeUndefined();
    act(() => void mark.dispatchEvent(at('pointerup', esFrame + 2)));
    expect(beatsIn(contours().findings!.beats)[0].esFrame).toBe(esFrame + 2);
  });
});
