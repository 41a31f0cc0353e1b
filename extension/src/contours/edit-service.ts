import {
  drawnContours,
  type EditableContour,
  type EditableStructure,
} from '@echonet/models/measures';
import type { Clip } from '../clips/clip';
import { activeClip } from '../clips/state';
import type { Viewer } from '../host/viewer';
import type { SessionState } from '../session/state';
import type { Store } from '../session/store';
import { editsOf, withDrawn, withEdits, withoutFrame } from './apply-edits';
import type { MeasureId } from './measured';
import { type Moment, nearestBeat } from './moments';
import { type ClipContours, type ContoursState, noEdits, type ReaderEdits } from './state';

/**
 * A reader's changes of contours, ED, ES, beats and values. Each is a step in the viewer's own history,
 * so that its keys undo and redo it.
 */
export class ContourEditService {
  /** @param onChanged called with the contours of a clip after a change */
  constructor(
    private readonly store: Store<SessionState>,
    private readonly viewer: Pick<
      Viewer,
      'shownFrameIndex' | 'rememberChange' | 'isCinePlaying' | 'showFrame'
    >,
    private readonly onChanged: (SOPInstanceUID: string, contours: ClipContours) => void,
  ) {}

  /** Shows or hides the control points on the clip. */
  toggle(): void {
    this.setEditing(!this.state.isEditing);
  }

  /** Contours are shown while they are edited. */
  setEditing(isEditing: boolean): void {
    this.set({ isEditing, ...(isEditing && { visible: true }) });
  }

  /** Stops a playing cine at a frame: it would go on under the reader's hand. */
  holdFrame({ displaySetInstanceUID }: Clip, frame: number): void {
    if (this.viewer.isCinePlaying()) {
      this.viewer.showFrame(displaySetInstanceUID, frame);
    }
  }

  /** Shows the control points of a structure's contour in place of another's. */
  editStructure(structure: EditableStructure): void {
    const { parts } = this.state;
    this.set({
      editedStructure: structure,
      ...(structure === 'LA' && { parts: { ...parts, atrium: true } }),
    });
  }

  /** Whether contours are carried to the neighbouring frames: that of a frame, and those drawn next. */
  setCarried(clip: Clip, frame: number, structure: EditableStructure, isCarried: boolean): void {
    this.set({ isCarried });
    this.change(clip, (edits) => {
      const drawn = drawnContours(edits, structure);
      const own = drawn.get(frame);
      return own && own.isCarried !== isCarried
        ? withDrawn(edits, structure, new Map(drawn).set(frame, { ...own, isCarried }))
        : edits;
    });
  }

  /** Keeps a contour that the reader drew in a frame. */
  draw(clip: Clip, frame: number, structure: EditableStructure, contour: EditableContour): void {
    const { isCarried } = this.state;
    this.change(clip, (edits) =>
      withDrawn(
        edits,
        structure,
        new Map(drawnContours(edits, structure)).set(frame, { contour, isCarried }),
      ),
    );
  }

  /** Takes the frame on the screen of the active clip for ED or ES of the nearest beat. */
  markShownFrame(moment: Moment): void {
    const clip = activeClip(this.store.get());
    const frame = clip && this.viewer.shownFrameIndex(clip.displaySetInstanceUID);
    const findings = clip && this.contoursOf(clip)?.findings;
    if (clip && frame !== undefined && findings) {
      this.moveMoment(clip, nearestBeat(findings, moment, frame), moment, frame);
    }
  }

  /** Moves ED or ES of a beat, numbered as found; a frame without a volume cannot be either. */
  moveMoment(clip: Clip, beat: number, moment: Moment, frame: number): void {
    if (!this.hasVolume(clip, frame)) {
      return;
    }
    this.change(clip, (edits) => ({
      ...edits,
      moments: new Map(edits.moments).set(beat, {
        ...edits.moments.get(beat),
        ...(moment === 'ED' ? { edFrame: frame } : { esFrame: frame }),
      }),
    }));
  }

  /** The beats that count; all of them for undefined. */
  chooseBeats(clip: Clip, beats: readonly number[] | undefined): void {
    this.change(clip, ({ drawn, drawnAtria, moments, typed }) => ({
      ...{ drawn, moments, typed },
      ...(drawnAtria && { drawnAtria }),
      ...(beats && { beats }),
    }));
  }

  /** Takes a value that the reader typed in place of the measured one, which undefined brings back. */
  typeValue(clip: Clip, id: MeasureId, value: number | undefined): void {
    this.change(clip, (edits) => {
      const typed = new Map(edits.typed);
      if (value === undefined) {
        typed.delete(id);
      } else {
        typed.set(id, value);
      }
      return { ...edits, typed };
    });
  }

  /** Brings back the contour that was found in a frame. */
  resetFrame(clip: Clip, frame: number, structure: EditableStructure): void {
    this.change(clip, (edits) =>
      drawnContours(edits, structure).has(frame) ? withoutFrame(edits, frame, structure) : edits,
    );
  }

  /** Takes changes of a stored report in place of the present ones. */
  restore(clip: Clip, edits: ReaderEdits): void {
    this.change(clip, () => edits);
  }

  reset(clip: Clip): void {
    this.change(clip, () => noEdits);
  }

  private hasVolume(clip: Clip, frame: number): boolean {
    const reading = this.contoursOf(clip)?.frames.at(frame)?.reading;
    return reading !== undefined && 'ventricle' in reading;
  }

  private change(clip: Clip, changed: (edits: ReaderEdits) => ReaderEdits): void {
    const contours = this.contoursOf(clip);
    if (!contours?.findings) {
      return;
    }
    const before = editsOf(contours);
    const after = changed(before);
    if (after === before) {
      return;
    }
    const { segmentation } = this.state;
    this.apply(clip, after);
    const restore = (edits: ReaderEdits) => {
      // Changes stay when the clip is analysed again; they mean nothing to another model's contours.
      if (this.state.segmentation === segmentation && this.contoursOf(clip)?.findings) {
        this.apply(clip, edits);
      }
    };
    this.viewer.rememberChange({ undo: () => restore(before), redo: () => restore(after) });
  }

  private apply(clip: Clip, edits: ReaderEdits): void {
    const { segmentation } = this.state;
    const contours = this.contoursOf(clip);
    if (contours && segmentation.phase === 'ready') {
      const changed = withEdits(segmentation.manifest, contours, edits);
      this.onChanged(clip.SOPInstanceUID, changed);
    }
  }

  private contoursOf({ SOPInstanceUID }: Clip): ClipContours | undefined {
    return this.state.clips.get(SOPInstanceUID);
  }

  private get state(): ContoursState {
    return this.store.get().contours;
  }

  private set(change: Partial<ContoursState>): void {
    this.store.set({ contours: { ...this.state, ...change } });
  }
}
