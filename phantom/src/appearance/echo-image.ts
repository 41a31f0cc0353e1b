import { polarSamples, type ImageFan, type PolarSamples } from './polar-samples';

/** One frame of a real or simulated echocardiogram with the position of its sector. */
export interface EchoImage {
  readonly title: string;
  readonly Rows: number;
  readonly Columns: number;
  /** Rows * Columns grey values 0..255. */
  readonly greyValues: Uint8Array;
  readonly fan: ImageFan;
}

/** Samples the image along the beams of its sector. */
export const alongBeams = ({ greyValues, Columns, fan }: EchoImage): PolarSamples =>
  polarSamples(greyValues, Columns, fan);
