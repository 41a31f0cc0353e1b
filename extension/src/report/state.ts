import type { Decisions } from './decisions';
import type { EarlierReport } from './earlier/earlier-reports';

export type TransferKind = 'report' | 'capture' | 'pdf' | 'procedureReport' | 'fhir';

export interface Transfer {
  readonly kind: TransferKind;
  readonly phase: 'preparing' | 'sending';
  /** 0 to 1 */
  readonly part: number;
}

export interface ReportState {
  readonly decisions: Decisions;
  /** When the reader last decided on a result, also on one that is not shown now. */
  readonly decidedAt?: Date;
  /** When the last transfer that holds decisions and succeeded was begun. */
  readonly storedAt?: Date;
  /** Whether reports hold the age, sex, weight and height that a network inferred. */
  readonly includesTraits: boolean;
  readonly transfer?: Transfer;
  /**
   * Outcome of the last transfer. `problem` is absent if it was stored, `warning` is the archive's
   * about what it stored; both are full sentences.
   */
  readonly outcome?: {
    readonly kind: TransferKind;
    readonly problem?: string;
    readonly warning?: string;
  };
  /** Earlier reports of this software in the study, newest first. */
  readonly earlier: readonly EarlierReport[];
  /** The reports that a reader's changes of contours came back from, by SOP Instance UID of the clip. */
  readonly restored: ReadonlyMap<string, EarlierReport>;
}

export const emptyReport: ReportState = {
  decisions: new Map(),
  includesTraits: false,
  earlier: [],
  restored: new Map(),
};
