/** Aborts after a time without activity, or when an outer signal does. */
export class StallWatch {
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

  /** Ends the watch and aborts what is still running. */
  end(): void {
    clearTimeout(this.timer);
    this.outer?.removeEventListener('abort', this.giveUp);
    this.controller.abort();
  }
}
