import { pino, type DestinationStream, type Logger } from 'pino';
import { ProgressBar } from '@echonet/command-line';

/** A structured log, a JSON line an event. */
export type ReadingLog = Pick<Logger, 'info' | 'warn' | 'error'>;

/** @param stream standard error unless given */
export function readingLog(stream: DestinationStream = pino.destination({ fd: 2, sync: true })) {
  return pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, stream);
}

export interface ReadingProgress {
  /** Clips of the study under way. */
  clip(study: string, done: number, count: number): void;
  study(outcome: { readonly id: string; readonly status: string; readonly reason?: string }): void;
  stop(): void;
}

/** A bar on a terminal, a log line a study otherwise. */
export function readingProgress(
  total: number,
  isTerminal = process.stderr.isTTY === true,
): ReadingProgress {
  if (!isTerminal) {
    const log = readingLog();
    return {
      clip: () => {},
      study: ({ id, status, reason }) =>
        log.info({ study: id, status, ...(reason !== undefined && { reason }) }, 'study done'),
      stop: () => {},
    };
  }
  const bar = new ProgressBar('Reading studies', total);
  let done = 0;
  return {
    clip: (_, clip, count) => bar.update(done, `clip ${clip}/${count}`),
    study() {
      done++;
      bar.update(done);
    },
    stop: () => bar.stop(),
  };
}
