import { polarSamples, type PictureFan, type PolarSamples } from './polar-samples';

/** One frame of an echocardiogram, real or simulated, and where its sector lies. */
export interface EchoPicture {
  readonly title: string;
  readonly Rows: number;
  readonly Columns: number;
  /** Rows * Columns greys 0..255. */
  readonly greys: Uint8Array;
  readonly fan: PictureFan;
}

/** The picture along the beams of its sector. */
export const alongBeams = ({ greys, Columns, fan }: EchoPicture): PolarSamples =>
  polarSamples(greys, Columns, fan);
