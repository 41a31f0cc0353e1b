/** A clip that can be fetched. */
export interface ClipSource {
  /** SOP Instance UID, where it is known before the file is opened. */
  readonly id?: string;
  /** For messages: a file's name or an instance's UID. */
  readonly label: string;
  /** Why the rules reject it, as a sentence, where that is known without the file. */
  readonly refusal?: string;
  /** Begins to fetch the file, which will be asked for next. */
  prepare?(): void;
  /**
   * The path of its file.
   *
   * @throws {ClipGone} when there is no such clip any more
   */
  file(): Promise<string>;
  /** Called once the clip has been read, or will not be read. */
  release?(): Promise<void>;
}

export interface StudySource {
  /** Study Instance UID, or what stands for it where files have none. */
  readonly id: string;
  /** YYYYMMDD; empty where unknown. */
  readonly StudyDate: string;
  /** Lists its clips. */
  list(signal: AbortSignal): Promise<ClipList>;
}

export interface ClipList {
  readonly clips: readonly ClipSource[];
  /** Full sentences: what the archive says that it has and does not list. */
  readonly notes: readonly string[];
}

/** A clip that was deleted after it had been listed; the message is a sentence. */
export class ClipGone extends Error {
  override readonly name = 'ClipGone';
}
