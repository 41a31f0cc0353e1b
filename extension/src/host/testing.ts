import type { ImageLoader } from '../clips/read-frame';
import { displaySetOf, imageIdsOf, loaderWith } from '../clips/testing';
import type { DisplaySet } from './contracts';
import type { ListedMeasurement, RowEvents } from './measurement-list';
import type { Reader } from './user';
import type { Viewer } from './viewer';

/** A viewer whose study and active viewport a test sets. */
export interface FakeViewer extends Viewer {
  study: DisplaySet[];
  active: string | undefined;
  /** Display sets of the other viewports. */
  otherDisplaySetUIDs: string[];
  frameIndex: number;
  isPlaying: boolean;
  shownLanguage: string;
  loggedIn?: Reader;
  loader: ImageLoader;
  readonly notices: string[];
  /** Changes in the viewer's history, the last one at the end. */
  readonly history: Parameters<Viewer['rememberChange']>[0][];
  /** EchoNet's rows in the list of measurements, and what the user does with them. */
  listed: readonly ListedMeasurement[];
  rowEvents?: RowEvents;
  /** The drawing in progress. */
  drawing?: { shape: string; onDrawn: Parameters<Viewer['drawRegion']>[1] };
  listeners: Set<() => void>;
  changed(): void;
}

/** A viewer that shows the first of two B-mode cines. */
export function fakeViewer(study: DisplaySet[] = [displaySetOf(1), displaySetOf(2)]): FakeViewer {
  const viewer: FakeViewer = {
    study,
    active: study[0]?.displaySetInstanceUID,
    otherDisplaySetUIDs: [],
    frameIndex: 0,
    isPlaying: false,
    shownLanguage: 'en-US',
    loader: loaderWith(),
    notices: [],
    history: [],
    listed: [],
    listeners: new Set(),
    changed: () => viewer.listeners.forEach((listener) => listener()),
    displaySets: () => viewer.study,
    activeDisplaySetUID: () => viewer.active,
    activeFrameIndex: () => viewer.frameIndex,
    isCinePlaying: () => viewer.isPlaying,
    shownDisplaySetUIDs: () => [viewer.active ?? [], viewer.otherDisplaySetUIDs].flat(),
    shownFrameIndex: () => viewer.frameIndex,
    onChange(listener) {
      viewer.listeners.add(listener);
      return () => void viewer.listeners.delete(listener);
    },
    imageIds: () => imageIdsOf(30),
    imageLoader: () => viewer.loader,
    show(displaySetInstanceUID) {
      viewer.active = displaySetInstanceUID;
      viewer.changed();
    },
    showFrame(displaySetInstanceUID, frameIndex) {
      viewer.frameIndex = frameIndex;
      viewer.show(displaySetInstanceUID);
    },
    drawRegion(shape, onDrawn) {
      viewer.drawing = { shape, onDrawn };
      return () => void (viewer.drawing = undefined);
    },
    rememberChange: (change) => void viewer.history.push(change),
    measurementList: {
      show(rows, events) {
        viewer.listed = rows;
        viewer.rowEvents = events;
      },
    },
    language: () => viewer.shownLanguage,
    hotkey: () => 'shift+e',
    refreshToolbar: () => {},
    versions: () => ({ cornerstone: '4.8.4' }),
    notify: (message) => void viewer.notices.push(message),
    notifyProgress(message, work) {
      const notice = (text: string) => void viewer.notices.push(text);
      notice(message);
      void work.then(notice, (error: Error) => notice(error.message));
    },
    reader: () => viewer.loggedIn,
  };
  return viewer;
}
