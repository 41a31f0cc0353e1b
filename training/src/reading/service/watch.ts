import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { messageOf, sentenceOf } from '@echonet/command-line';
import { findStudies, type Archive, type ListedStudy } from '../../data/sources/dicomweb';
import type { ReadingLog } from '../output/progress-log';
import type { ServiceMetrics } from './metrics';
import { StudyFeed } from './study-feed';

export interface WatchSettings {
  /** Opened anew for each search, so that new credentials are taken up. */
  readonly archive: () => Archive;
  /** Keys of the search beside the days. */
  readonly query: Readonly<Record<string, string>>;
  /** Studies of today and of so many days before. */
  readonly days: number;
  readonly everyMs: number;
  readonly settledMs: number;
  /** While this file exists, nothing is read. */
  readonly stopFile?: string;
  readonly log: ReadingLog;
  readonly metrics: Pick<ServiceMetrics, 'polled' | 'pollFailed' | 'waiting'>;
  readonly signal: AbortSignal;
  /** Reads a study, or passes it on. Its failure is repeated later. */
  readonly handle: (study: ListedStudy) => Promise<void>;
}

/** A search of the archive must have succeeded within so many intervals. */
const mostMissedPolls = 5;
const shortestWaitMs = 200;

/** Watches an archive for new and changed studies until it is stopped. */
export class Watch {
  private readonly feed: StudyFeed;
  private readonly announced = new Set<string>();
  private lastAnswer = performance.now();
  private nextPoll = 0;

  constructor(private readonly settings: WatchSettings) {
    const { settledMs } = settings;
    this.feed = new StudyFeed({ settledMs, now: () => performance.now() });
  }

  /** A study that the archive says to be complete. */
  announce(StudyInstanceUID: string): void {
    this.announced.add(StudyInstanceUID);
  }

  /** As a sentence; undefined while all is well. */
  problem(): string | undefined {
    const { everyMs } = this.settings;
    const silentMs = performance.now() - this.lastAnswer;
    return silentMs > Math.max(60_000, mostMissedPolls * everyMs)
      ? `The archive has not answered for ${Math.round(silentMs / 1000)} s.`
      : undefined;
  }

  /** Never rejects, except for a fault of this program. */
  async run(): Promise<void> {
    const { signal, stopFile, log } = this.settings;
    let isStopped = false;
    while (!signal.aborted) {
      const wasStopped = isStopped;
      isStopped = stopFile !== undefined && existsSync(stopFile);
      if (isStopped) {
        if (!wasStopped) {
          log.warn({ stopFile }, 'stopped by file');
        }
        this.lastAnswer = performance.now();
        await this.wait(1000);
        continue;
      }
      if (performance.now() >= this.nextPoll) {
        await this.poll();
      }
      if (!(await this.handleNext())) {
        await this.wait(
          Math.min(1000, Math.max(shortestWaitMs, this.nextPoll - performance.now())),
        );
      }
    }
  }

  private async poll(): Promise<void> {
    const { archive, query, days, everyMs, log, metrics, signal } = this.settings;
    this.nextPoll = performance.now() + everyMs;
    try {
      const StudyDate = `${dayBefore(new Date(), days)}-`;
      const { studies, shortfall } = await findStudies(
        archive(),
        { StudyDate, ...query },
        () => {},
      );
      this.feed.listed(studies.values());
      this.lastAnswer = performance.now();
      metrics.polled();
      if (shortfall !== undefined) {
        log.warn({ problem: shortfall }, 'studies not listed');
      }
    } catch (error) {
      if (!signal.aborted) {
        metrics.pollFailed();
        log.error({ problem: messageOf(error) }, 'archive not searched');
      }
    }
    metrics.waiting(this.feed.waitingCount + this.announced.size);
  }

  /** @returns whether there was a study */
  private async handleNext(): Promise<boolean> {
    const { handle, log, metrics, signal } = this.settings;
    const [study] = [...(await this.announcedStudy()), ...this.feed.due()];
    if (!study || signal.aborted) {
      return false;
    }
    try {
      await handle(study);
      this.feed.done(study);
    } catch (error) {
      if (!signal.aborted) {
        const isRetried = this.feed.failed(study);
        const reason = sentenceOf(error) ?? messageOf(error);
        log.error({ study: study.StudyInstanceUID, reason, isRetried }, 'study failed');
      }
    }
    metrics.waiting(this.feed.waitingCount + this.announced.size);
    return true;
  }

  private async announcedStudy(): Promise<ListedStudy[]> {
    const [StudyInstanceUID] = this.announced;
    if (StudyInstanceUID === undefined) {
      return [];
    }
    const { archive, query, log } = this.settings;
    this.announced.delete(StudyInstanceUID);
    try {
      const { studies } = await findStudies(archive(), { ...query, StudyInstanceUID }, () => {});
      return [...studies.values()].filter((study) => study.StudyInstanceUID === StudyInstanceUID);
    } catch (error) {
      // The next search finds the study too.
      log.error({ study: StudyInstanceUID, problem: messageOf(error) }, 'study not found');
      return [];
    }
  }

  private async wait(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.settings.signal }).catch(() => {});
  }
}

/** YYYYMMDD by the clock of this machine. */
export function dayBefore(today: Date, days: number): string {
  const day = new Date(today.getFullYear(), today.getMonth(), today.getDate() - days);
  const digits = (value: number, count: number) => String(value).padStart(count, '0');
  return `${digits(day.getFullYear(), 4)}${digits(day.getMonth() + 1, 2)}${digits(day.getDate(), 2)}`;
}
