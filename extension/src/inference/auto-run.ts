/** The host lists a study's display sets series by series: so long after the last, it is whole. */
const settledMs = 1500;

/** Runs once a study has been opened, where the department wants that; nothing runs otherwise. */
export class AutoRun {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private hasRun = false;

  constructor(
    private readonly isWanted: () => boolean,
    private readonly run: () => Promise<void>,
  ) {}

  /** Clips have come. */
  clipsChanged(): void {
    if (this.hasRun || !this.isWanted()) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.hasRun = true;
      void this.run();
    }, settledMs);
  }

  /** The study is left; the next one begins anew. */
  close(): void {
    clearTimeout(this.timer);
    this.hasRun = false;
  }
}
