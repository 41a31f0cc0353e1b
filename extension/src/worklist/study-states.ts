import { sentenceOf } from '../sentence';
import type { StudyState } from './study-state';

export interface StudyStatesSettings {
  /** Asks the archive for several studies at once. */
  readonly search: (studies: readonly string[]) => Promise<ReadonlyMap<string, StudyState>>;
  /** Time to wait for further studies of the same page, ms. */
  readonly gatherMs?: number;
  /** Time after which a state is asked for again while it is shown, ms. */
  readonly refreshMs?: number;
}

/** So that the address of a search stays below 8 kB, which servers take. */
const mostStudies = 100;

interface Followed {
  readonly listeners: Set<(state: StudyState) => void>;
  state?: StudyState;
  /** Of the last answer, by performance.now(); undefined while it is still to be asked for. */
  askedAt?: number;
}

/**
 * States of the studies on the screen: those that come into view together are asked for by one search, and
 * again as long as they are shown. What was known before is told at once.
 */
export class StudyStates {
  private readonly studies = new Map<string, Followed>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isAsking = false;

  constructor(private readonly settings: StudyStatesSettings) {}

  /** @returns ends it */
  follow(StudyInstanceUID: string, listener: (state: StudyState) => void): () => void {
    const known = this.studies.get(StudyInstanceUID);
    const followed: Followed = known ?? { listeners: new Set() };
    this.studies.set(StudyInstanceUID, followed);
    // It may have changed since it was last on the screen.
    if (followed.listeners.size === 0) {
      followed.askedAt = undefined;
    }
    followed.listeners.add(listener);
    if (followed.state) {
      listener(followed.state);
    }
    this.schedule(this.settings.gatherMs ?? 50);
    return () => void followed.listeners.delete(listener);
  }

  private schedule(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(), ms);
  }

  private async ask(): Promise<void> {
    const { refreshMs = 30_000, gatherMs = 50 } = this.settings;
    if (this.isAsking) {
      return;
    }
    const shown = [...this.studies].filter(([, { listeners }]) => listeners.size > 0);
    if (shown.length === 0) {
      return;
    }
    const isDue = ([, { askedAt }]: (typeof shown)[number]) =>
      askedAt === undefined || performance.now() - askedAt >= refreshMs;
    const due = document.hidden ? [] : shown.filter(isDue).slice(0, mostStudies);
    this.isAsking = true;
    if (due.length > 0) {
      await this.askFor(due.map(([uid]) => uid));
    }
    this.isAsking = false;
    const isAnyWaiting = [...this.studies.values()].some(
      ({ listeners, askedAt }) => listeners.size > 0 && askedAt === undefined,
    );
    this.schedule(isAnyWaiting && !document.hidden ? gatherMs : refreshMs);
  }

  private async askFor(uids: readonly string[]): Promise<void> {
    let found: ReadonlyMap<string, StudyState>;
    try {
      found = await this.settings.search(uids);
    } catch (error) {
      const unknown = { kind: 'unknown', reason: sentenceOf(error) } as const;
      found = new Map(uids.map((uid) => [uid, unknown]));
    }
    for (const uid of uids) {
      const followed = this.studies.get(uid);
      if (followed) {
        followed.askedAt = performance.now();
        followed.state = found.get(uid) ?? { kind: 'not read' };
        followed.listeners.forEach((listener) => listener(followed.state!));
      }
    }
  }
}
