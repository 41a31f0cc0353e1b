import { describe, expect, it } from '@jest/globals';
import { fakeViewer } from '../host/testing';
import { sessionOver, settled } from '../session/testing';
import { displaySetOf, loaderWith } from './testing';

const colour = { SamplesPerPixel: 3, PhotometricInterpretation: 'RGB' };

/** What becomes of RGB without a marker in the browser's JPEG decoder: black is (0, 135, 0). */
function misreadImage() {
  const data = Uint8Array.from({ length: 80 * 100 * 3 }, (_, i) =>
    i % 3 === 1 ? 135 : (i >> 9) % 9,
  );
  return { rows: 80, columns: 100, getPixelData: () => data };
}

describe('a clip whose colours the host decodes wrongly', () => {
  const study = [displaySetOf(1, { ...colour, SeriesDescription: 'A4C' }), displaySetOf(2)];

  it('is refused with the reason, and no longer suggested, once a frame of it was seen', async () => {
    const viewer = fakeViewer(study);
    viewer.loader = loaderWith(undefined, misreadImage);
    const session = sessionOver(viewer);
    const [misread] = session.store.get().clips;
    expect([...session.store.get().choice.uids]).toEqual(['1.2.3.1']);
    expect(await session.clips.thumbnail(misread)).toBeUndefined();
    const { clips, choice } = session.store.get();
    expect(clips[0].eligibility).toEqual({
      eligible: false,
      reason: expect.stringMatching(/green where it must be black.*\.$/),
    });
    expect([...choice.uids]).toEqual(['1.2.3.2']);
  });

  it('is looked at without a row of the list in view, because it is suggested', async () => {
    const viewer = fakeViewer(study);
    viewer.loader = loaderWith(undefined, misreadImage);
    const session = sessionOver(viewer);
    await settled();
    expect([...session.store.get().choice.uids]).toEqual(['1.2.3.2']);
  });

  it('stays refused when the study gets another clip', async () => {
    const viewer = fakeViewer(study);
    viewer.loader = loaderWith(undefined, misreadImage);
    const session = sessionOver(viewer);
    await session.clips.thumbnail(session.store.get().clips[0]);
    viewer.study = [...study, displaySetOf(3)];
    viewer.changed();
    expect(session.store.get().clips.map(({ eligibility }) => eligibility.eligible)).toEqual([
      false,
      true,
      true,
    ]);
  });
});
