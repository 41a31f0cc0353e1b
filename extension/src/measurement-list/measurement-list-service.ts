import type { Viewer } from '../host/viewer';
import type { ReportService } from '../report/report-service';
import type { SessionState } from '../session/state';
import type { Store } from '../session/store';
import { stringsFor } from '../strings';
import { rowsOf } from './rows';

/**
 * Keeps accepted contours in the viewer's own list of measurements as long as they are accepted and a
 * viewport can show them. Viewports of other modes cannot, and those that track measurements would ask
 * whether to track these.
 */
export class MeasurementListService {
  private stopListening: (() => void) | undefined;
  private shown: readonly unknown[] = [];

  constructor(
    private readonly session: Store<SessionState>,
    private readonly reports: Pick<ReportService, 'store' | 'report'>,
    private readonly viewer: Pick<Viewer, 'measurementList' | 'language' | 'notify'>,
  ) {}

  open(): void {
    this.close();
    const endings = [this.session, this.reports.store].map((store) =>
      store.subscribe(() => this.follow()),
    );
    this.stopListening = () => endings.forEach((end) => end());
    this.follow();
  }

  close(): void {
    this.stopListening?.();
    this.stopListening = undefined;
    this.shown = [];
    this.show([]);
  }

  private follow(): void {
    const { clips, results, choice, contours, patient, panel } = this.session.get();
    const { decisions } = this.reports.store.get();
    const language = this.viewer.language();
    const isShown = panel.overlayCount > 0;
    const inputs = [clips, results, choice, contours.clips, contours.visible, patient, decisions];
    const now = [...inputs, isShown, language];
    if (now.every((input, i) => input === this.shown[i])) {
      return;
    }
    this.shown = now;
    const strings = stringsFor(language);
    const isAny = isShown && contours.clips.size > 0;
    const measured = isAny ? (this.reports.report()?.measured ?? []) : [];
    this.show(
      measured.flatMap((one) => {
        const clip = clips.find(({ SOPInstanceUID }) => SOPInstanceUID === one.SOPInstanceUID);
        const ofClip = contours.clips.get(one.SOPInstanceUID);
        return clip && ofClip
          ? rowsOf(
              {
                measured: one,
                displaySetInstanceUID: clip.displaySetInstanceUID,
                contours: ofClip,
              },
              contours.visible,
              strings,
            )
          : [];
      }),
    );
  }

  private show(rows: Parameters<Viewer['measurementList']['show']>[0]): void {
    this.viewer.measurementList.show(rows, {
      onVisibility: (visible) =>
        this.session.set({ contours: { ...this.session.get().contours, visible } }),
      onRefused: () =>
        this.viewer.notify(stringsFor(this.viewer.language()).contourEdits.listed.refused),
    });
  }
}
