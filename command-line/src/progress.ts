import { Presets, SingleBar } from 'cli-progress';

/** Progress bar with the remaining time; prints nothing when the output is not a terminal. */
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

  /** @param note text beside the count */
  update(value: number, note = ''): void {
    this.bar.update(value, { note });
  }

  stop(): void {
    this.bar.stop();
  }
}
