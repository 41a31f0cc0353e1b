/** The archive that results are stored in. */
export interface Archive {
  /** Name in the viewer; undefined if the study's source does not accept objects. */
  name(): string | undefined;
  /**
   * Stores one object by STOW-RS with the viewer's authentication.
   *
   * @param part10 a DICOM file
   * @param onSent called with the part sent, 0 to 1
   * @throws StoreProblem with the reason
   */
  store(part10: ArrayBuffer, onSent: (part: number) => void): Promise<void>;
  /** Makes the viewer query the study again. Never rejects. */
  refresh(StudyInstanceUID: string): Promise<void>;
}
