import { describe, expect, it } from '@jest/globals';
import { displaySetOf } from '../clips/testing';
import { fakeViewer } from '../host/testing';
import { sessionOver } from '../session/testing';
import { readingOf } from './reading';

describe('several clips of a patient', () => {
  it('are those that the reader has chosen, in the order of the study', async () => {
    const session = sessionOver(fakeViewer([1, 2, 3].map((i) => displaySetOf(i))));
    expect(readingOf(session.store.get())).toBeUndefined();
    session.clips.choose('1.2.3.1', false);
    session.clips.choose('1.2.3.3', true);
    session.clips.choose('1.2.3.2', true);
    await session.runs.start();
    const reading = readingOf(session.store.get());
    expect(reading?.clips.map(({ clip }) => clip.SOPInstanceUID)).toEqual(['1.2.3.2', '1.2.3.3']);
    expect(reading?.isProvisional).toBe(false);
  });
});
