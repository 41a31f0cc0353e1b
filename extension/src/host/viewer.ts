import type { ImagePoint } from '@echonet/models';
import { sentenceOf } from '../sentence';
import type { Cornerstone, DisplaySet, HostManagers, Subscription } from './contracts';
import { answersWithPage } from './answers-with-page';
import { hostCornerstone } from './cornerstone';
import { drawRegion, type RegionShape } from './draw-region';
import { hostVersion } from './host-version';
import { hostLanguage } from './language';
import { hostMeasurementList, type MeasurementList } from './measurement-list';
import { showFrame } from './show-frame';
import { type Reader, readReader } from './user';

export interface FrameLoader extends Pick<Cornerstone['imageLoader'], 'loadImage'> {
  /** Whether the archive answers the request for a frame with a web page, as where a login has ended. */
  readonly answersWithPage?: (imageId: string) => Promise<boolean>;
  /** What was odd about the frames loaded so far; full sentences. */
  readonly notes?: () => readonly string[];
}

/** The host as EchoNet uses it; frame indices are 0-based. */
export interface Viewer {
  /** All display sets of the study, in the host's order. */
  displaySets(): readonly DisplaySet[];
  /** Of the active viewport; undefined while it is empty. */
  activeDisplaySetUID(): string | undefined;
  /** Of the active viewport; undefined while it shows no stack. */
  activeFrameIndex(): number | undefined;
  /** Of all viewports, the active one first. */
  shownDisplaySetUIDs(): readonly string[];
  /** Of the first viewport that shows the display set. */
  shownFrameIndex(displaySetInstanceUID: string): number | undefined;
  /** In any viewport. */
  isCinePlaying(): boolean;
  /** Calls the listener when display sets or viewports change; returns its unsubscription. */
  onChange(listener: () => void): () => void;
  /** One ID per frame. */
  imageIds(displaySetInstanceUID: string): readonly string[];
  /**
   * Reads frames of a display set. Frames of a display set on the screen are added to the host's cache,
   * which its cine plays from; others are not: a long study would fill it.
   */
  imageLoader(displaySetInstanceUID: string): FrameLoader;
  /** In the active viewport. */
  show(displaySetInstanceUID: string): void;
  /**
   * Shows one frame of a display set: in a viewport that shows it, otherwise in the active one. Stops
   * the cine of that viewport.
   */
  showFrame(displaySetInstanceUID: string, frameIndex: number): void;
  /**
   * Lets the user draw one closed outline in the active viewport.
   *
   * @param onDrawn called with the outline in continuous image pixels
   * @returns cancels drawing
   */
  drawRegion(shape: RegionShape, onDrawn: (outline: readonly ImagePoint[]) => void): () => void;
  /**
   * Adds a change to the viewer's own history, whose keys undo and redo it. Without such a history the
   * change stays.
   */
  rememberChange(change: { undo(): void; redo(): void }): void;
  /** EchoNet's rows in the viewer's list of measurements. */
  readonly measurementList: MeasurementList;
  /** BCP 47 tag, for example "de" or "en-US". */
  language(): string;
  /** Hotkey of a command, for example "shift+e"; undefined without one. */
  hotkey(commandName: string): string | undefined;
  /** Evaluates the state of the toolbar's buttons again. */
  refreshToolbar(): void;
  /** Versions of the host's libraries by name, as far as it exposes them. */
  versions(): Readonly<Record<string, string>>;
  notify(message: string, type?: 'info' | 'success' | 'error'): void;
  /**
   * Shows a message until the work has settled, then its outcome.
   *
   * @param work resolves to a sentence or rejects with an Error whose message is one
   */
  notifyProgress(message: string, work: Promise<string>): void;
  /** The logged-in user. */
  reader(): Reader | undefined;
}

/** OHIF as a {@link Viewer}. */
export function ohifViewer(host: HostManagers): Viewer {
  const { services } = host.servicesManager;
  const { viewportGridService } = services;
  const activeViewportId = () => viewportGridService.getActiveViewportId() ?? undefined;
  const displaySetOf = (viewportId: string) =>
    viewportGridService.getDisplaySetsUIDsForViewport(viewportId)?.[0];
  /** The active viewport first. */
  const viewportIds = (): string[] => {
    const all = [...viewportGridService.getState().viewports.keys()];
    return [...new Set([activeViewportId() ?? [], all].flat())];
  };
  const frameIndexOf = (viewportId: string | undefined) =>
    viewportId === undefined
      ? undefined
      : services.cornerstoneViewportService
          .getCornerstoneViewport(viewportId)
          ?.getCurrentImageIdIndex();
  const imageIdsOf = (displaySetInstanceUID: string) => {
    const displaySet = services.displaySetService
      .getActiveDisplaySets()
      .find((candidate) => candidate.displaySetInstanceUID === displaySetInstanceUID);
    const dataSource = host.extensionManager.getActiveDataSourceOrNull();
    return displaySet && dataSource ? dataSource.getImageIdsForDisplaySet(displaySet) : [];
  };
  return {
    displaySets: () => services.displaySetService.getActiveDisplaySets(),
    activeDisplaySetUID() {
      const viewportId = activeViewportId();
      return viewportId ? displaySetOf(viewportId) : undefined;
    },
    shownDisplaySetUIDs: () => viewportIds().flatMap((id) => displaySetOf(id) ?? []),
    activeFrameIndex: () => frameIndexOf(activeViewportId()),
    shownFrameIndex: (displaySetInstanceUID) =>
      frameIndexOf(viewportIds().find((id) => displaySetOf(id) === displaySetInstanceUID)),
    isCinePlaying: () =>
      Object.values(services.cineService.getState().cines ?? {}).some(
        ({ isPlaying }) => isPlaying === true,
      ),
    onChange(listener) {
      const { displaySetService, viewportGridService, cornerstoneViewportService } = services;
      const subscriptions: Subscription[] = [
        displaySetService.subscribe(displaySetService.EVENTS.DISPLAY_SETS_ADDED, listener),
        displaySetService.subscribe(displaySetService.EVENTS.DISPLAY_SETS_CHANGED, listener),
        displaySetService.subscribe(displaySetService.EVENTS.DISPLAY_SETS_REMOVED, listener),
        viewportGridService.subscribe(
          viewportGridService.EVENTS.ACTIVE_VIEWPORT_ID_CHANGED,
          listener,
        ),
        viewportGridService.subscribe(viewportGridService.EVENTS.GRID_STATE_CHANGED, listener),
        // The grid can publish a change before its state has it, for example on a second visit.
        cornerstoneViewportService.subscribe(
          cornerstoneViewportService.EVENTS.VIEWPORT_DATA_CHANGED,
          listener,
        ),
      ];
      return () => subscriptions.forEach((subscription) => subscription.unsubscribe());
    },
    imageIds: imageIdsOf,
    imageLoader(displaySetInstanceUID) {
      const { loadImage, loadAndCacheImage } = hostCornerstone(host).imageLoader;
      const isOnScreen = viewportIds().some((viewportId) =>
        viewportGridService
          .getDisplaySetsUIDsForViewport(viewportId)
          ?.includes(displaySetInstanceUID),
      );
      const { userAuthenticationService } = services;
      return {
        loadImage: isOnScreen ? loadAndCacheImage : loadImage,
        answersWithPage: (imageId) =>
          answersWithPage(imageId, userAuthenticationService.getAuthorizationHeader?.()),
      };
    },
    show(displaySetInstanceUID) {
      const viewportId = activeViewportId();
      if (!viewportId) {
        return;
      }
      host.commandsManager.run('setDisplaySetsForViewports', {
        viewportsToUpdate: [{ viewportId, displaySetInstanceUIDs: [displaySetInstanceUID] }],
      });
    },
    showFrame: (displaySetInstanceUID, frameIndex) =>
      showFrame(host, displaySetInstanceUID, frameIndex),
    drawRegion: (shape, onDrawn) => drawRegion(host, shape, onDrawn),
    rememberChange({ undo, redo }) {
      const { HistoryMemo } = hostCornerstone(host).utilities;
      HistoryMemo?.DefaultHistoryMemo.push({
        restoreMemo: (isUndo) => (isUndo ? undo() : redo()),
      });
    },
    measurementList: hostMeasurementList(host, imageIdsOf),
    language: hostLanguage,
    hotkey(commandName) {
      const definitions = Object.values(host.hotkeysManager.hotkeyDefinitions);
      const keys = definitions.find((each) => each.commandName === commandName)?.keys;
      return typeof keys === 'string' ? keys : keys?.join('+');
    },
    refreshToolbar: () =>
      services.toolbarService.refreshToolbarState({ viewportId: activeViewportId() }),
    versions(): Record<string, string> {
      const { version } = hostCornerstone(host);
      const ohif = hostVersion(services.customizationService.getCustomization('ohif.aboutModal'));
      return { ...(ohif && { ohif }), ...(version && { cornerstone: version }) };
    },
    notify: (message, type = 'info') =>
      services.uiNotificationService.show({ title: 'EchoNet', message, type }),
    notifyProgress: (loading, promise) =>
      services.uiNotificationService.show({
        title: 'EchoNet',
        promise,
        promiseMessages: { loading, success: String, error: sentenceOf },
      }),
    reader: () => readReader(services.userAuthenticationService.getUser()),
  };
}
