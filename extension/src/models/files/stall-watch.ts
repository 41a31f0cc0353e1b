/** Aborts when nothing has happened for a while, or when an outer signal says so. */
export class StallWatch {
  /** Nothing happened for too long. */
  hasStalled = false;
  private readonly controller = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly giveUp = () => this.controller.abort(this.outer?.reason);

  constructor(
    private readonly stallMs: number,
    private readonly outer: AbortSignal | undefined,
  ) {
    outer?.throwIfAborted();
    outer?.addEventListener('abort', this.giveUp);
    this.somethingHappened();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  somethingHappened(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.hasStalled = true;
      this.controller.abort();
    }, this.stallMs);
  }

  /** Ends the watch, and what it watches where that is still under way. */
  end(): void {
    clearTimeout(this.timer);
    this.outer?.removeEventListener('abort', this.giveUp);
    this.controller.abort();
  }
}
