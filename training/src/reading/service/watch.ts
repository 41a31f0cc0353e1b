import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { messageOf, sentenceOf } from '@echonet/command-line';
import {
  findStudies,
  RequestFailure,
  type Archive,
  type ListedStudy,
} from '../../data/sources/dicomweb';
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
  /** Whether the last search succeeded. */
  private isAnswering = false;
  private isHandling = false;
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
    // While a study is read, the archive is not searched.
    return !this.isHandling && silentMs > Math.max(60_000, mostMissedPolls * everyMs)
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

  /** @returns whether the archive answered */
  private async poll(): Promise<boolean> {
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
      this.isAnswering = true;
      metrics.polled();
      if (shortfall !== undefined) {
        log.warn({ problem: shortfall }, 'studies not listed');
      }
    } catch (error) {
      this.isAnswering = false;
      if (!signal.aborted) {
        metrics.pollFailed();
        log.error({ problem: messageOf(error) }, 'archive not searched');
      }
    }
    metrics.waiting(this.feed.waitingCount + this.announced.size);
    return this.isAnswering;
  }

  /** @returns whether there was a study */
  private async handleNext(): Promise<boolean> {
    const { metrics, signal } = this.settings;
    if (!this.isAnswering) {
      return false;
    }
    const [study] = [...(await this.announcedStudy()), ...this.feed.due()];
    if (!study || !this.isAnswering || signal.aborted) {
      return false;
    }
    try {
      await this.handle(study);
      this.feed.done(study);
    } catch (error) {
      if (!signal.aborted) {
        await this.failed(study, error);
      }
    }
    metrics.waiting(this.feed.waitingCount + this.announced.size);
    return true;
  }

  private async handle(study: ListedStudy): Promise<void> {
    this.isHandling = true;
    try {
      await this.settings.handle(study);
    } finally {
      this.isHandling = false;
      // The time of the reading does not count as silence of the archive.
      this.lastAnswer = performance.now();
    }
  }

  /** A study cannot be blamed for an archive that answers no search either: it is read as soon as that does. */
  private async failed(study: ListedStudy, error: unknown): Promise<void> {
    const { log } = this.settings;
    const { StudyInstanceUID } = study;
    const reason = sentenceOf(error) ?? messageOf(error);
    if (error instanceof RequestFailure && !(await this.poll())) {
      log.error({ study: StudyInstanceUID, reason }, 'study waits for the archive');
      this.announced.add(StudyInstanceUID);
      return;
    }
    const pauseMs = this.feed.failed(study);
    const againInS = pauseMs === undefined ? undefined : pauseMs / 1000;
    log.error({ study: StudyInstanceUID, reason, againInS }, 'study failed');
  }

  private async announcedStudy(): Promise<ListedStudy[]> {
    const [StudyInstanceUID] = this.announced;
    if (StudyInstanceUID === undefined) {
      return [];
    }
    const { archive, query, log } = this.settings;
    try {
      const { studies } = await findStudies(archive(), { ...query, StudyInstanceUID }, () => {});
      this.announced.delete(StudyInstanceUID);
      return [...studies.values()].filter((study) => study.StudyInstanceUID === StudyInstanceUID);
    } catch (error) {
      log.error({ study: StudyInstanceUID, problem: messageOf(error) }, 'study not found');
      if (await this.poll()) {
        // The archive refuses this one; a search by days may still list it.
        this.announced.delete(StudyInstanceUID);
      }
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
