import type { ListedStudy } from '../../data/sources/dicomweb';

export interface FeedSettings {
  /** Time without a change after which a study counts as complete, ms. */
  readonly settledMs: number;
  /** Milliseconds of a clock that is never set. */
  readonly now: () => number;
}

interface SeenStudy {
  readonly study: ListedStudy;
  /** Its numbers of series and instances. */
  readonly content: string;
  readonly changedAt: number;
  /** What was handed out last. */
  readonly given?: string;
  /** After failures: not before this time. */
  readonly notBefore?: number;
  readonly failures: number;
}

/** Pause after the first failure of a study; five times as long after each further one, up to the longest. */
const firstPauseMs = 60_000;
const longestPauseMs = 12 * 3_600_000;

/**
 * Tells from lists of studies which are new or changed, and complete. Knows those of the last list only.
 */
export class StudyFeed {
  private seen = new Map<string, SeenStudy>();

  constructor(private readonly settings: FeedSettings) {}

  /** Takes the archive's present list; what it no longer lists is forgotten. */
  listed(studies: Iterable<ListedStudy>): void {
    const now = this.settings.now();
    const seen = new Map<string, SeenStudy>();
    for (const study of studies) {
      const content = contentOf(study);
      const before = this.seen.get(study.StudyInstanceUID);
      const isSame = before?.content === content;
      seen.set(
        study.StudyInstanceUID,
        isSame ? before : { study, content, changedAt: now, given: before?.given, failures: 0 },
      );
    }
    this.seen = seen;
  }

  /** Studies to read now, longest settled first; each is handed out until it is done or has failed. */
  due(): ListedStudy[] {
    const now = this.settings.now();
    return [...this.seen.values()]
      .filter(
        ({ content, given, changedAt, notBefore = -Infinity }) =>
          given !== content && now - changedAt >= this.settings.settledMs && now >= notBefore,
      )
      .sort((a, b) => a.changedAt - b.changedAt)
      .map(({ study }) => study);
  }

  done(study: ListedStudy): void {
    this.change(study, (seen) => ({ ...seen, given: contentOf(study), failures: 0 }));
  }

  /** @returns milliseconds until it is handed out again; undefined for a study that is not listed */
  failed(study: ListedStudy): number | undefined {
    let pauseMs: number | undefined;
    this.change(study, (seen) => {
      pauseMs = Math.min(firstPauseMs * 5 ** seen.failures, longestPauseMs);
      const notBefore = this.settings.now() + pauseMs;
      return { ...seen, failures: seen.failures + 1, notBefore };
    });
    return pauseMs;
  }

  get waitingCount(): number {
    return [...this.seen.values()].filter(({ content, given }) => content !== given).length;
  }

  private change(study: ListedStudy, how: (seen: SeenStudy) => SeenStudy): void {
    const seen = this.seen.get(study.StudyInstanceUID);
    if (seen) {
      this.seen.set(study.StudyInstanceUID, how(seen));
    }
  }
}

/**
 * What changes when a study does. Reports that this program stores change it too: the study is then
 * looked at again, without a clip to read or a report to store.
 */
export function contentOf(study: ListedStudy): string {
  const { NumberOfStudyRelatedSeries, NumberOfStudyRelatedInstances } = study;
  return `${NumberOfStudyRelatedSeries ?? '?'} series, ${NumberOfStudyRelatedInstances ?? '?'} instances`;
}
