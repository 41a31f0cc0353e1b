import { Presets, SingleBar } from 'cli-progress';

/** A bar on the terminal with the time left; silent where the output is no terminal. */
export class ProgressBar {
  private readonly bar: SingleBar;

  constructor(title: string, total: number, start = 0) {
    this.bar = new SingleBar(
      {
        format: `${title} {bar} {value}/{total} {note} time left {eta_formatted}`,
        hideCursor: true,
        etaBuffer: 100,
        // A signal must reach our own handler, which saves the weights.
        gracefulExit: false,
      },
      Presets.shades_classic,
    );
    this.bar.start(total, start, { note: '' });
  }

  /** Moves on. @param note what to show beside the count */
  update(value: number, note = ''): void {
    this.bar.update(value, { note });
  }

  /** Leaves the bar as it is. */
  stop(): void {
    this.bar.stop();
  }
}
