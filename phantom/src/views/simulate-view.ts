import { randomStream, type RandomStream } from '@echonet/models/random';
import type { Screen } from '../screen/canvas';
import { colourShare } from '../ultrasound/machine';
import { createBMode } from './b-mode';
import { createColourDoppler } from './colour-doppler';
import { drawExamination, drawView, type DrawnView } from './draw-view';
import type { Examination, ScreenSize } from './examination';
import { createMMode } from './m-mode';
import type { ViewClip } from './view-clip';
import { createSpectralDoppler } from './spectral-doppler';

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
 * Simulates a clip of a view cohort. The same clip gives the same bytes.
 *
 * @param samplesPerPixel drawn unless given. Colour Doppler is then always grey: the rule against
 *   colour rejects coloured flow before a view classifier sees it, so only grey ones need training.
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
