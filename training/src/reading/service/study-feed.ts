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

/** Pause after the first failure of a study; five times as long after each further one. */
const firstPauseMs = 60_000;
const mostFailures = 5;

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
        ({ content, given, changedAt, notBefore = -Infinity, failures }) =>
          given !== content &&
          now - changedAt >= this.settings.settledMs &&
          now >= notBefore &&
          failures < mostFailures,
      )
      .sort((a, b) => a.changedAt - b.changedAt)
      .map(({ study }) => study);
  }

  done(study: ListedStudy): void {
    this.change(study, (seen) => ({ ...seen, given: contentOf(study), failures: 0 }));
  }

  /** @returns false when the study is given up until it changes */
  failed(study: ListedStudy): boolean {
    let isRetried = false;
    this.change(study, (seen) => {
      const failures = seen.failures + 1;
      isRetried = failures < mostFailures;
      const notBefore = this.settings.now() + firstPauseMs * 5 ** (failures - 1);
      return { ...seen, failures, notBefore };
    });
    return isRetried;
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
