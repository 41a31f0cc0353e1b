import type { Viewer } from '../host/viewer';
import type { SessionState } from '../session/state';
import type { Store } from '../session/store';
import { type Choice, followViewport, keepChoice, tick } from './choice';
import { type Clip, listClips } from './clip';
import { readPatient } from './patient';
import { activeClip, emptyClips } from './state';
import type { Thumbnail } from './thumbnail';
import { Thumbnails } from './thumbnails';

/** Called in this order when the viewer's study or viewports change. */
export interface ClipListener {
  /**
   * Before the store has the new clips.
   *
   * @param isStudyLeft none of the earlier clips remains
   */
  readonly onRemoved: (clips: readonly Clip[], isStudyLeft: boolean) => void;
  readonly onListed: () => void;
  readonly onActivated: () => void;
  /** Neither clips nor active clip have changed; other viewports may have. */
  readonly onUnchanged: () => void;
}

/** 20 frames at 100 ms: the length of clip that an EchoNet model reads (Ghorbani et al. 2020). */
const wantedMs = 1900;

/** The clips of the viewer's study, which of them is active and which are chosen. */
export class ClipService {
  private readonly thumbnails: Thumbnails;
  /** Why clips cannot be read that their headers admit, by SOP Instance UID. */
  private readonly refusals = new Map<string, string>();

  constructor(
    private readonly store: Store<SessionState>,
    private readonly viewer: Viewer,
    private readonly listener: ClipListener,
  ) {
    this.thumbnails = new Thumbnails(viewer, (clip, reason) => this.refuse(clip, reason));
  }

  /** Takes over what the viewer shows now. */
  follow(): void {
    const before = this.store.get();
    const listed = this.withRefusals(listClips(this.viewer.displaySets()));
    const activeDisplaySetUID = this.viewer.activeDisplaySetUID();
    const activeUID = listed.find(
      (clip) => clip.displaySetInstanceUID === activeDisplaySetUID,
    )?.SOPInstanceUID;
    const isListed = !haveSameDisplaySets(listed, before.clips);
    const isActivated = activeUID !== before.activeUID;
    if (!isListed && !isActivated) {
      this.listener.onUnchanged();
      return;
    }
    if (isListed) {
      this.reportRemoved(before.clips, listed);
      const patient = readPatient(this.viewer.displaySets()[0]?.instances?.[0]);
      this.store.set({ clips: listed, activeUID, patient });
    } else {
      this.store.set({ activeUID });
    }
    this.followChoice(before);
    if (isListed) {
      this.lookAtSuggested();
      this.listener.onListed();
    }
    if (isActivated) {
      this.listener.onActivated();
    }
  }

  /** Shows a clip in the active viewport. */
  show({ displaySetInstanceUID }: Clip): void {
    this.viewer.show(displaySetInstanceUID);
  }

  /** Shows one frame (0-based) of a clip and pauses the cine. */
  showFrame({ displaySetInstanceUID }: Clip, frameIndex: number): void {
    this.viewer.showFrame(displaySetInstanceUID, frameIndex);
  }

  /** Shows the next eligible clip in the active viewport; after the last, the first. */
  showNext(): void {
    const { clips, activeUID } = this.store.get();
    const active = clips.findIndex(({ SOPInstanceUID }) => SOPInstanceUID === activeUID);
    const next = [...clips.slice(active + 1), ...clips.slice(0, active + 1)].find(
      ({ eligibility }) => eligibility.eligible,
    );
    if (next) {
      this.show(next);
    }
  }

  /** Adds a clip to the chosen ones, or removes it. */
  choose(SOPInstanceUID: string, isChosen: boolean): void {
    const { clips, choice } = this.store.get();
    const clip = clips.find((candidate) => candidate.SOPInstanceUID === SOPInstanceUID);
    if (clip) {
      this.store.set({ choice: tick(choice, clip, isChosen) });
    }
  }

  /** Chooses these clips, and no others, as if the reader had ticked them. */
  chooseAll(SOPInstanceUIDs: readonly string[]): void {
    const { clips } = this.store.get();
    const none = { uids: new Set<string>(), by: 'reader' } as const;
    const choice = clips
      .filter(({ SOPInstanceUID }) => SOPInstanceUIDs.includes(SOPInstanceUID))
      .reduce((chosen, clip) => tick(chosen, clip, true), none as Choice);
    this.store.set({ choice });
  }

  /** Suggests the best clip again once views are known; the user's own choice stays. */
  suggest(): void {
    const { choice, clips, views } = this.store.get();
    this.store.set({ choice: keepChoice(choice, clips, wantedMs, views) });
    this.lookAtSuggested();
  }

  /** Undefined for a clip without a readable frame. Never rejects. */
  thumbnail(clip: Clip): Promise<Thumbnail | undefined> {
    return this.thumbnails.of(clip);
  }

  clear(): void {
    this.thumbnails.clear();
    this.refusals.clear();
    this.store.set({ ...emptyClips, activeUID: undefined });
  }

  /** Colours that the host decodes wrongly show in any frame, which the thumbnail needs anyway. */
  private lookAtSuggested(): void {
    const { choice, clips } = this.store.get();
    const suggested = clips.find(({ SOPInstanceUID }) => choice.uids.has(SOPInstanceUID));
    if (choice.by === 'rank' && suggested?.header?.SamplesPerPixel === 3) {
      void this.thumbnail(suggested);
    }
  }

  /** A clip that was suggested until its pixels were seen. */
  private refuse({ SOPInstanceUID }: Clip, reason: string): void {
    this.refusals.set(SOPInstanceUID, reason);
    this.store.set({ clips: this.withRefusals(this.store.get().clips) });
    this.suggest();
  }

  private withRefusals(clips: readonly Clip[]): readonly Clip[] {
    return clips.map((clip) => {
      const reason = this.refusals.get(clip.SOPInstanceUID);
      return reason === undefined ? clip : { ...clip, eligibility: { eligible: false, reason } };
    });
  }

  private reportRemoved(before: readonly Clip[], now: readonly Clip[]): void {
    const uids = new Set(now.map(({ SOPInstanceUID }) => SOPInstanceUID));
    const removed = before.filter(({ SOPInstanceUID }) => !uids.has(SOPInstanceUID));
    if (removed.length > 0) {
      this.listener.onRemoved(removed, removed.length === before.length);
    }
  }

  /** A viewport that was empty before was filled by the host, not by the user. */
  private followChoice(before: SessionState): void {
    const state = this.store.get();
    const kept =
      state.clips === before.clips
        ? state.choice
        : keepChoice(state.choice, state.clips, wantedMs, state.views);
    const wasShown = before.activeUID !== undefined && state.activeUID !== before.activeUID;
    const shown = wasShown ? activeClip(state) : undefined;
    this.store.set({ choice: shown ? followViewport(kept, shown) : kept });
  }
}

function haveSameDisplaySets(a: readonly Clip[], b: readonly Clip[]): boolean {
  return (
    a.length === b.length &&
    a.every((clip, i) => clip.displaySetInstanceUID === b[i].displaySetInstanceUID)
  );
}
