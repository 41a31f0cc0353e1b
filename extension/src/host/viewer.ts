import { hostCornerstone } from './cornerstone';
import { drawRegion } from './draw-region';
import type { RegionShape } from './draw-region';
import { hostLanguage } from './language';
import { sentenceOf } from '../sentence';
import { readReader } from './user';
import type { Reader } from './user';
import { showFrame } from './show-frame';
import type { ImagePoint } from '@echonet/models';
import type { Cornerstone, DisplaySet, HostManagers, Subscription } from './contracts';

/** What a session asks of the viewer around it. */
export interface Viewer {
  /** All display sets of the study, in the host's order. */
  displaySets(): readonly DisplaySet[];
  /** Of the active viewport; undefined while it shows nothing. */
  activeDisplaySetUID(): string | undefined;
  /** 0-based frame that the active viewport shows, where it shows a stack. */
  activeFrameIndex(): number | undefined;
  /** Of all viewports, the active one first. */
  shownDisplaySetUIDs(): readonly string[];
  /** As activeFrameIndex, of the first viewport that shows a display set. */
  shownFrameIndex(displaySetInstanceUID: string): number | undefined;
  /** Called whenever display sets or the active viewport change; returns what ends it. */
  onChange(listener: () => void): () => void;
  /** One id a frame. */
  imageIds(displaySetInstanceUID: string): readonly string[];
  /**
   * Reads frames of a display set. Those of one on screen stay in the host's cache, which its cine
   * plays from; others are not kept: a long study would fill it.
   */
  imageLoader(displaySetInstanceUID: string): Pick<Cornerstone['imageLoader'], 'loadImage'>;
  /** Shows a display set in the active viewport. */
  show(displaySetInstanceUID: string): void;
  /**
   * Shows one frame (0-based) of a display set: in the viewport that has it, else in the active one,
   * which is given it first. A cine that plays there stops.
   */
  showFrame(displaySetInstanceUID: string, frameIndex: number): void;
  /**
   * Lets the reader draw one closed outline on the active viewport's clip; told in continuous image
   * pixels. Returns what gives the drawing up.
   */
  drawRegion(shape: RegionShape, onDrawn: (outline: readonly ImagePoint[]) => void): () => void;
  /** The language that the reader has set, as in "de" or "en-US". */
  language(): string;
  /** The key of a command, as in "shift+e"; undefined where it has none. */
  hotkey(commandName: string): string | undefined;
  /** Has the toolbar ask again which of its buttons are active. */
  refreshToolbar(): void;
  /** Versions of the host's parts that it tells, by name. */
  versions(): Readonly<Record<string, string>>;
  /** Tells the reader something that belongs to no panel. */
  notify(message: string, type?: 'info' | 'success' | 'error'): void;
  /**
   * Tells the reader that something is under way.
   *
   * @param work ends with the sentence that is to be told then, or with an Error that has one
   */
  notifyProgress(message: string, work: Promise<string>): void;
  /** Who is logged in; undefined where nobody is. */
  reader(): Reader | undefined;
}

/** OHIF as a {@link Viewer}. */
export function ohifViewer(host: HostManagers): Viewer {
  const { services } = host.servicesManager;
  const { viewportGridService } = services;
  const activeViewportId = () => viewportGridService.getActiveViewportId() ?? undefined;
  const displaySetOf = (viewportId: string) =>
    viewportGridService.getDisplaySetsUIDsForViewport(viewportId)?.[0];
  /** The active one first. */
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
        // The grid may tell of a change before its own state shows it, on a second visit for one.
        cornerstoneViewportService.subscribe(
          cornerstoneViewportService.EVENTS.VIEWPORT_DATA_CHANGED,
          listener,
        ),
      ];
      return () => subscriptions.forEach((subscription) => subscription.unsubscribe());
    },
    imageIds(displaySetInstanceUID) {
      const displaySet = services.displaySetService
        .getActiveDisplaySets()
        .find((candidate) => candidate.displaySetInstanceUID === displaySetInstanceUID);
      const dataSource = host.extensionManager.getActiveDataSourceOrNull();
      return displaySet && dataSource ? dataSource.getImageIdsForDisplaySet(displaySet) : [];
    },
    imageLoader(displaySetInstanceUID) {
      const { loadImage, loadAndCacheImage } = hostCornerstone(host).imageLoader;
      const isOnScreen = viewportIds().some((viewportId) =>
        viewportGridService
          .getDisplaySetsUIDsForViewport(viewportId)
          ?.includes(displaySetInstanceUID),
      );
      return { loadImage: isOnScreen ? loadAndCacheImage : loadImage };
    },
    show(displaySetInstanceUID) {
      const viewportId = activeViewportId();
      if (!viewportId) return;
      host.commandsManager.run('setDisplaySetsForViewports', {
        viewportsToUpdate: [{ viewportId, displaySetInstanceUIDs: [displaySetInstanceUID] }],
      });
    },
    showFrame: (displaySetInstanceUID, frameIndex) =>
      showFrame(host, displaySetInstanceUID, frameIndex),
    drawRegion: (shape, onDrawn) => drawRegion(host, shape, onDrawn),
    language: hostLanguage,
    hotkey(commandName) {
      const definitions = Object.values(host.hotkeysManager.hotkeyDefinitions);
      const keys = definitions.find((each) => each.commandName === commandName)?.keys;
      return typeof keys === 'string' ? keys : keys?.join('+');
    },
    refreshToolbar: () =>
      services.toolbarService.refreshToolbarState({ viewportId: activeViewportId() }),
    // OHIF 3.13 keeps its own version to itself.
    versions(): Record<string, string> {
      const { version } = hostCornerstone(host);
      return version ? { cornerstone: version } : {};
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
