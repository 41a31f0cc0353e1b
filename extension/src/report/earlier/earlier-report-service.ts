import type { Clip } from '../../clips/clip';
import type { ReaderEdits } from '../../contours/state';
import type { Viewer } from '../../host/viewer';
import type { SessionState } from '../../session/state';
import type { Store } from '../../session/store';
import type { ReportState } from '../state';
import { BulkCoordinates } from './bulk-coordinates';
import { earlierReports, type EarlierReport } from './earlier-reports';
import { editsToRestore } from './edits-to-restore';

/** Finds the earlier reports of the study and brings a reader's stored changes back from them. */
export class EarlierReportService {
  private readonly coordinates = new BulkCoordinates();

  constructor(
    private readonly store: Store<ReportState>,
    private readonly session: Store<SessionState>,
    private readonly viewer: Pick<Viewer, 'displaySets'>,
    private readonly restoreEdits: (clip: Clip, edits: ReaderEdits) => void,
  ) {}

  followStudy(): void {
    const displaySets = this.viewer.displaySets();
    // A report without its coordinates would restore some of a reader's changes and lose the others.
    const isComplete = this.coordinates.areThere(displaySets, () => this.followStudy());
    if (!isComplete) {
      return;
    }
    const earlier = earlierReports(displaySets);
    const uids = (reports: readonly EarlierReport[]) =>
      reports.map(({ SOPInstanceUID }) => SOPInstanceUID).join(' ');
    if (uids(earlier) !== uids(this.store.get().earlier)) {
      this.store.set({ earlier });
    }
  }

  /** Once for each clip of a visit: what the reader then takes back stays away. */
  restoreStoredEdits(): void {
    const { clips: known, contours } = this.session.get();
    const { earlier, restored } = this.store.get();
    const { segmentation } = contours;
    if (segmentation.phase !== 'ready' || earlier.length === 0) {
      return;
    }
    for (const clip of known) {
      const { SOPInstanceUID: uid } = clip;
      const stored = restored.has(uid)
        ? undefined
        : editsToRestore(uid, contours.clips.get(uid), segmentation.manifest, earlier);
      if (stored) {
        this.store.set({ restored: new Map(this.store.get().restored).set(uid, stored.report) });
        this.restoreEdits(clip, stored.edits);
      }
    }
  }
}
