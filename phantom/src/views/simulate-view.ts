import { randomStream, type RandomStream } from '@echonet/models/random';
import type { CineFormat } from '../clip/phantom-clip';
import type { Screen } from '../screen/canvas';
import { createBMode } from './b-mode';
import { createColourDoppler } from './colour-doppler';
import { drawExamination, drawView, type DrawnView } from './draw-view';
import type { Examination, ScreenSize } from './examination';
import { createMMode } from './m-mode';
import { createSpectralDoppler } from './spectral-doppler';

/** One clip of a cohort of views; plain data, so that it can go to a worker. */
export interface ViewClip {
  /** Of the cohort. */
  readonly seed: number;
  /** Of the clip and its patient, from 0. */
  readonly index: number;
  readonly format: CineFormat;
}

/** Share of the machines that store RGB images; the others store grey ones. */
const colourShare = 0.3;

type PaintMode = (screen: Screen, nowMs: number) => void;

const createMode: Readonly<
  Record<
    DrawnView['mode'],
    (examination: Examination, size: ScreenSize, random: RandomStream) => PaintMode
  >
> = {
  'B-mode': (examination, size, random) => createBMode(examination, size, random).paint,
  'colour Doppler': createColourDoppler,
  'M-mode': createMMode,
  'spectral Doppler': createSpectralDoppler,
};

/**
 * Simulates what a clip of a cohort of views shows. The same clip is the same to the byte.
 *
 * @param samplesPerPixel of its images, drawn unless given. Where colour would give a clip away to
 *   the rules that refuse coloured flow, it is grey: what is left for a view classifier to find.
 */
export function simulateView(
  clip: ViewClip,
  samplesPerPixel?: 1 | 3,
): { frames: Uint8Array[]; samplesPerPixel: 1 | 3 } {
  const { Rows, Columns, frameCount, frameTimeMs } = clip.format;
  const view = drawView(clip);
  const random = randomStream('view', clip.seed, clip.index, 'screen');
  const paint = createMode[view.mode](drawExamination(clip, view), { Rows, Columns }, random);
  const isColour = random() < colourShare && view.mode !== 'colour Doppler';
  const samples = samplesPerPixel ?? (isColour ? 3 : 1);
  const frames = Array.from({ length: frameCount }, (_, number) => {
    const data = new Uint8Array(Rows * Columns * samples);
    paint({ Rows, Columns, samplesPerPixel: samples, data }, number * frameTimeMs);
    return data;
  });
  return { frames, samplesPerPixel: samples };
}
