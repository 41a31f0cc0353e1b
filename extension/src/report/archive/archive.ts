/** The archive behind the viewer, as far as results go there. */
export interface Archive {
  /** What the viewer calls it; undefined where the study's source takes nothing. */
  name(): string | undefined;
  /**
   * Stores one object by STOW-RS, with the viewer's own login.
   *
   * @param part10 a DICOM file
   * @param onSent told which part of it is sent, 0 to 1
   * @throws StoreProblem saying why it was not stored
   */
  store(part10: ArrayBuffer, onSent: (part: number) => void): Promise<void>;
  /** Has the viewer ask the archive anew what the study holds. Never rejects. */
  refresh(StudyInstanceUID: string): Promise<void>;
}
