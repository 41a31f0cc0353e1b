/** An object of the study that is not in the archive yet, the only one of its series. */
export interface ObjectToStore {
  readonly StudyInstanceUID: string;
  readonly SeriesInstanceUID: string;
  readonly SOPInstanceUID: string;
  readonly part10: ArrayBuffer;
}

export interface StoreReceipt {
  /** The archive's warning about the stored object, a full sentence. */
  readonly warning?: string;
}

/** The archive that results are stored in. */
export interface Archive {
  /** Name in the viewer; undefined if the study's source does not accept objects. */
  name(): string | undefined;
  /**
   * Stores one object by STOW-RS with the viewer's authentication.
   *
   * @param onSent called with the part sent, 0 to 1
   * @throws StoreProblem with the reason, also if nothing confirms that the object is stored
   */
  store(object: ObjectToStore, onSent: (part: number) => void): Promise<StoreReceipt>;
  /** Makes the viewer query the study again. Never rejects. */
  refresh(StudyInstanceUID: string): Promise<void>;
}
