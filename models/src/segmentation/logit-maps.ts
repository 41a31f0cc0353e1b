/** Logits of one image, on a grid that covers the image. */
export interface LogitMaps {
  readonly rows: number;
  readonly columns: number;
  /** Number of structures. */
  readonly channels: number;
  /** [rows, columns, channels]. */
  readonly values: Float32Array;
}
