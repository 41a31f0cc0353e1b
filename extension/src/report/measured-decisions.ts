import { contouredClip } from '../contours/contoured-clip';
import { measuredOf } from '../contours/measured-of';
import type { SessionState } from '../session/state';
import { type Decisions, isMeasuredId, measuredId, type ReaderDecision } from './decisions';

/** A decision on a measured value, which it holds for alone: not for the value after an edit. */
interface MeasuredDecision {
  readonly made: ReaderDecision;
  readonly value: number;
}

/**
 * Decisions on values measured from contours, kept by clip as long as the page lives. One that the
 * reader's later change of the contours outdated is back when the change is undone.
 */
export class MeasuredDecisions {
  private readonly byClip = new Map<string, ReadonlyMap<string, MeasuredDecision>>();

  /** Decisions on what a clip's contours measure now, by {@link measuredId}. */
  of(state: SessionState, SOPInstanceUID: string): Decisions {
    const kept = this.byClip.get(SOPInstanceUID);
    return new Map(
      measuredOf(state, SOPInstanceUID).flatMap(({ id, value }) => {
        const decision = kept?.get(measuredId(id));
        return decision?.value === value ? [[measuredId(id), decision.made] as const] : [];
      }),
    );
  }

  /** Decisions on the clip whose measures the panel shows. */
  shown(state: SessionState): Decisions {
    const clip = contouredClip(state);
    return clip ? this.of(state, clip.SOPInstanceUID) : new Map();
  }

  /** Replaces the decisions on the clip whose measures the panel shows. */
  keep(state: SessionState, decisions: Decisions): void {
    const clip = contouredClip(state);
    if (!clip) {
      return;
    }
    const { SOPInstanceUID } = clip;
    this.byClip.set(
      SOPInstanceUID,
      new Map(
        measuredOf(state, SOPInstanceUID).flatMap(({ id, value }) => {
          const made = decisions.get(measuredId(id));
          return made ? [[measuredId(id), { made, value }] as const] : [];
        }),
      ),
    );
  }
}

export function withoutMeasured(decisions: Decisions): Decisions {
  return new Map([...decisions].filter(([id]) => !isMeasuredId(id)));
}

export function isSame(a: Decisions, b: Decisions): boolean {
  return a.size === b.size && [...a].every(([id, made]) => b.get(id) === made);
}
