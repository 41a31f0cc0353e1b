/** @jest-environment jsdom */

import { describe, expect, it } from '@jest/globals';
import { measureSegmentedClip } from '@echonet/models';
import { foundSegmentation, outlinedFrame } from '../contours/testing';
import { FrameMarks, markedFrames } from './frame-marks';

const timesMs = Array.from({ length: 31 }, (_, i) => 50 * i);
const frames = timesMs.map((_, frame) => outlinedFrame(frame));
const findings = measureSegmentedClip(foundSegmentation.manifest, { frames, timesMs });

describe('the marks beside the frame bar', () => {
  it('show ED and ES of every beat, and the frames that the predictions read', () => {
    const marked = markedFrames({ frames, findings }, [0, 3, 15]);
    const marks = new FrameMarks();
    marks.show(marked);
    const shown = [...marks.element.querySelectorAll<HTMLElement>('.echonet-frame-mark')];
    expect(shown.map(({ textContent }) => textContent).slice(0, 2)).toEqual(['ED', 'ES']);
    for (const mark of shown) {
      expect(mark.style.top).toBe(`${(100 * Number(mark.dataset.frame)) / 30}%`);
    }
    const read = marks.element.querySelector<HTMLElement>('.echonet-frames-read');
    expect([read?.style.top, read?.style.height]).toEqual(['0%', '50%']);
    marks.hide();
    expect(marks.element.hidden).toBe(true);
  });

  it('stay the same elements while nothing changes', () => {
    const marks = new FrameMarks();
    marks.show(markedFrames({ frames, findings }));
    const [first] = marks.element.children;
    marks.show(markedFrames({ frames, findings }));
    expect(marks.element.children[0]).toBe(first);
  });

  it('are none without a beat, and the bar of a still has its place', () => {
    const marks = new FrameMarks();
    marks.show(markedFrames({ frames: [frames[0]] }, [0]));
    expect(marks.element.childElementCount).toBe(1);
    expect(marks.element.querySelector<HTMLElement>('.echonet-frames-read')?.style.top).toBe('0%');
  });
});
