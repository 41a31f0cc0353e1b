/** Prepared data to learn from, beside others. */
export interface DataSource {
  /** Folder written by `echonet prepare`. */
  readonly data: string;
  /** Split file: training, validation or test set of every patient. */
  readonly split: string;
  /** Of the images that are learned from, relative to those of the other folders. */
  readonly share: number;
}
