import { beatsIn } from '@echonet/models/measures';
import type { Moment } from '../contours/moments';
import type { ClipContours } from '../contours/state';
import { testHooks } from '../panel/test-hooks';

export interface MarkedFrames {
  /** Number of frames of the clip. */
  readonly count: number;
  readonly marks: readonly { readonly frame: number; readonly moment: Moment }[];
  /** First and last frame that the predictions read, 0-based; absent without predictions. */
  readonly read?: readonly [first: number, last: number];
}

/** @param frameIndices those that the predictions read, in order */
export function markedFrames(
  { frames, findings }: Pick<ClipContours, 'frames' | 'findings'>,
  frameIndices: readonly number[] = [],
): MarkedFrames {
  const beats = findings ? beatsIn(findings.beats) : [];
  return {
    count: frames.length,
    marks: beats.flatMap(({ edFrame, esFrame }) => [
      { frame: edFrame, moment: 'ED' as const },
      { frame: esFrame, moment: 'ES' as const },
    ]),
    ...(frameIndices.length > 0 && {
      read: [frameIndices[0], frameIndices[frameIndices.length - 1]],
    }),
  };
}

/**
 * Marks ED and ES beside the host's scroll bar, which has no marks of its own, and the frames that the
 * predictions read. Takes no pointer events.
 */
export class FrameMarks {
  readonly element = document.createElement('div');
  private shown = '';

  constructor() {
    this.element.className = 'echonet-frame-marks';
    this.element.hidden = true;
    this.element.setAttribute('aria-hidden', 'true');
    for (const [name, value] of Object.entries(testHooks('echonet-frame-marks'))) {
      this.element.setAttribute(name, value);
    }
  }

  show(marked: MarkedFrames): void {
    const wanted = JSON.stringify(marked);
    this.element.hidden = false;
    if (this.shown === wanted) {
      return;
    }
    this.shown = wanted;
    const { count, marks, read } = marked;
    this.element.replaceChildren(
      ...(read ? [readBar(read, count)] : []),
      ...marks.map(({ frame, moment }) => {
        const mark = document.createElement('span');
        mark.className = 'echonet-frame-mark';
        mark.dataset.moment = moment;
        mark.dataset.frame = String(frame);
        mark.textContent = moment;
        mark.style.top = `${100 * shareOf(frame, count)}%`;
        return mark;
      }),
    );
  }

  hide(): void {
    this.element.hidden = true;
  }
}

function readBar([first, last]: readonly [number, number], count: number): HTMLElement {
  const bar = document.createElement('span');
  bar.className = 'echonet-frames-read';
  bar.style.top = `${100 * shareOf(first, count)}%`;
  bar.style.height = `${100 * (shareOf(last, count) - shareOf(first, count))}%`;
  return bar;
}

/** Place of a frame along the bar, 0 to 1. */
function shareOf(frame: number, count: number): number {
  return count > 1 ? frame / (count - 1) : 0;
}
