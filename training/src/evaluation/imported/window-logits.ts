import { UserError } from '@echonet/command-line';
import {
  contractImageOfGreyValues,
  frameWindows,
  nominalIntervalMs,
  windowValues,
  type OnnxModel,
} from '@echonet/models';
import { readFrame } from '../../data/prepared/images';
import type { Cohort, CohortClip } from '../../data/prepared/open-prepared';
import { firstChannel } from '../../learning/segmentation/resampling';
import { refuseOtherPreparation } from '../prepared-image';

type Prepared = Cohort['index']['input'];

/** @throws {UserError} when an imported network reads other frames than those that were prepared */
export function refuseOtherFrames({ manifest }: Pick<OnnxModel, 'manifest'>, prepared: Prepared) {
  refuseOtherPreparation(manifest);
  const { size, frameIntervalMs, frameCount } = manifest.input;
  if (
    size !== prepared.size ||
    frameIntervalMs !== prepared.frameIntervalMs ||
    frameCount !== prepared.frameCount
  ) {
    throw new UserError(
      `The clips were not prepared as ${manifest.name} reads them; prepare them with --size ${size} --frame-interval-ms ${frameIntervalMs} --frame-count ${frameCount}.`,
    );
  }
}

/**
 * What an imported network says of each window of a prepared clip.
 *
 * @returns by window, the values that tasks read, see windowValues
 */
export async function windowLogits(
  { manifest, session }: Pick<OnnxModel, 'manifest' | 'session'>,
  { images }: CohortClip,
  { size, channels }: Prepared,
): Promise<number[][]> {
  const { frames, image } = manifest.onnx.input;
  const frameIntervalMs = nominalIntervalMs(frames);
  const timesMs = Array.from({ length: images.frameCount }, (_, i) => i * frameIntervalMs);
  // Prepared frames are the stride apart.
  const { windows } = frameWindows({ timesMs }, { ...frames, stride: { ms: frameIntervalMs } });
  const logits: number[][] = [];
  for (const window of windows) {
    const prepared = window.map((index) => {
      const { frame } = readFrame(images, index, { size, channels });
      const greyValues = Float32Array.from(firstChannel(frame, channels), (grey) => grey / 255);
      return contractImageOfGreyValues(greyValues, image);
    });
    logits.push(await windowValues(manifest.onnx, session, prepared));
  }
  return logits;
}
