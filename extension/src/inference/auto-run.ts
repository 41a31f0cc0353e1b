/** The host adds display sets series by series; after this long without one, the study is complete. */
const settledMs = 1500;

/** Starts work once after a study was opened, where the configuration asks for it. */
export class AutoRun {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private hasRun = false;

  constructor(
    private readonly isEnabled: () => boolean,
    private readonly run: () => Promise<void>,
  ) {}

  onClipsListed(): void {
    if (this.hasRun || !this.isEnabled()) {
      return;
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.hasRun = true;
      void this.run();
    }, settledMs);
  }

  /** The study is left; the next one starts a run of its own. */
  close(): void {
    clearTimeout(this.timer);
    this.hasRun = false;
  }
}
