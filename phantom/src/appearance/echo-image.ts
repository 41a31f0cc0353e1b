import { polarSamples, type ImageFan, type PolarSamples } from './polar-samples';

/** One frame of an echocardiogram, real or simulated, and where its sector lies. */
export interface EchoImage {
  readonly title: string;
  readonly Rows: number;
  readonly Columns: number;
  /** Rows * Columns grey values 0..255. */
  readonly greyValues: Uint8Array;
  readonly fan: ImageFan;
}

/** The image along the beams of its sector. */
export const alongBeams = ({ greyValues, Columns, fan }: EchoImage): PolarSamples =>
  polarSamples(greyValues, Columns, fan);
