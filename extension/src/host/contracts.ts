/**
 * The narrow part of OHIF 3.13 and Cornerstone3D that this extension uses. The host's packages ship
 * no type declarations, so they are written by hand here and nowhere else.
 */

/** Ends a subscription. */
export interface Subscription {
  unsubscribe(): void;
}

interface PublishesEvents<EventName extends string> {
  readonly EVENTS: Readonly<Record<EventName, string>>;
  subscribe(event: string, listener: (detail: unknown) => void): Subscription;
}

/** What the host shows in one viewport: for a multi-frame object, one instance. */
export interface DisplaySet {
  readonly displaySetInstanceUID: string;
  readonly StudyInstanceUID?: string;
  readonly SOPClassHandlerId?: string;
  readonly Modality?: string;
  readonly SeriesNumber?: number | string;
  readonly numImageFrames?: number;
  /** Naturalised DICOM; read through readClipHeader, never directly. */
  readonly instances?: readonly unknown[];
  readonly instance?: unknown;
}

/** The archive that a study came from. */
export interface DataSource {
  /** One id a frame, in order. */
  getImageIdsForDisplaySet(displaySet: DisplaySet): readonly string[];
  getConfig?(): { readonly name?: string; readonly friendlyName?: string } | undefined;
  readonly store?: {
    /** Stores a DICOM file by STOW-RS, through the request where one is given. */
    dicom?(part10: ArrayBuffer, request?: XMLHttpRequest): Promise<unknown>;
  };
  readonly retrieve?: {
    readonly series?: {
      /** Asks for the headers of a study and adds what is new to the viewer. */
      metadata(study: { StudyInstanceUID: string }): Promise<unknown>;
    };
  };
  /** Forgets what was asked for before. */
  deleteStudyMetadataPromise?(key: string): void;
}

/** Cornerstone's decoded frame. */
export interface HostImage {
  readonly rows: number;
  readonly columns: number;
  getPixelData(): Uint8Array | Uint8ClampedArray | Uint16Array | Int16Array;
  /** Below 8, the image is a preview of a progressive download. */
  readonly imageQualityStatus?: number;
}

/** A point in the patient's space. */
export type WorldPoint = readonly [number, number, number];

/** A point in the viewport in CSS pixels from its upper left corner. */
export type CanvasPoint = readonly [number, number];

/** Cornerstone's stack viewport. */
export interface HostViewport {
  readonly element: HTMLDivElement;
  getCurrentImageIdIndex(): number;
  setImageIdIndex(imageIdIndex: number): Promise<unknown>;
  getCurrentImageId(): string | undefined;
  worldToCanvas(point: WorldPoint): CanvasPoint;
}

/** The part of @cornerstonejs/core that is used. */
export interface Cornerstone {
  readonly version?: string;
  /** Both look into the host's cache of frames first; only the second leaves a frame there. */
  readonly imageLoader: Readonly<
    Record<
      'loadImage' | 'loadAndCacheImage',
      (imageId: string, options?: { ignoreCache?: boolean }) => Promise<HostImage>
    >
  >;
  readonly utilities: {
    /** Image points are continuous pixels: the centre of the first pixel is at (0.5, 0.5). */
    imageToWorldCoords(imageId: string, imagePoint: [number, number]): WorldPoint | undefined;
    worldToImageCoords(imageId: string, point: WorldPoint): [number, number] | undefined;
  };
  readonly eventTarget: EventTarget;
  readonly Enums: {
    readonly Events: Readonly<
      Record<'ELEMENT_ENABLED' | 'IMAGE_RENDERED' | 'CAMERA_MODIFIED' | 'STACK_NEW_IMAGE', string>
    >;
  };
}

/** What a reader has drawn with one of the host's tools. */
export interface Annotation {
  readonly annotationUID: string;
  readonly metadata: { readonly toolName: string; readonly referencedImageId?: string };
  readonly data: {
    readonly handles?: { readonly points?: readonly WorldPoint[] };
    readonly contour?: { readonly polyline?: readonly WorldPoint[] };
  };
}

/** The part of @cornerstonejs/tools that is used. */
export interface CornerstoneTools {
  readonly Enums: { readonly Events: Readonly<Record<'ANNOTATION_COMPLETED', string>> };
  readonly annotation: { readonly state: { removeAnnotation(annotationUID: string): void } };
}

/** The host's services, by the names the services manager keeps them under. */
export interface Services {
  readonly displaySetService: PublishesEvents<
    'DISPLAY_SETS_ADDED' | 'DISPLAY_SETS_CHANGED' | 'DISPLAY_SETS_REMOVED'
  > & { getActiveDisplaySets(): readonly DisplaySet[] };
  readonly viewportGridService: PublishesEvents<
    'ACTIVE_VIEWPORT_ID_CHANGED' | 'GRID_STATE_CHANGED'
  > & {
    getActiveViewportId(): string | null | undefined;
    getDisplaySetsUIDsForViewport(viewportId: string): readonly string[] | undefined;
    getState(): { readonly viewports: ReadonlyMap<string, unknown> };
  };
  readonly cornerstoneViewportService: PublishesEvents<'VIEWPORT_DATA_CHANGED'> & {
    getCornerstoneViewport(viewportId: string): HostViewport | null | undefined;
  };
  readonly cineService: {
    getState(): { readonly cines?: Readonly<Record<string, { readonly isPlaying?: boolean }>> };
    setCine(cine: { id: string; isPlaying: boolean }): void;
  };
  readonly toolGroupService: {
    getToolGroupForViewport(viewportId: string): { readonly id: string } | undefined;
    /** The tool that the left mouse button has. */
    getActivePrimaryMouseButtonTool(toolGroupId: string): string | undefined;
  };
  readonly toolbarService: { refreshToolbarState(context: { viewportId?: string }): void };
  readonly customizationService: {
    /** Undefined where nothing is set under the name. */
    getCustomization(name: string): unknown;
  };
  readonly uiNotificationService: {
    show(
      notification: {
        title: string;
        type?: 'info' | 'success' | 'warning' | 'error';
      } & (
        | { message: string }
        | {
            /** Its end takes the notice of progress away and shows what came of it. */
            promise: Promise<unknown>;
            promiseMessages: {
              loading: string;
              success: (value: unknown) => string;
              error: (error: unknown) => string;
            };
          }
      ),
    ): void;
  };
  readonly userAuthenticationService: {
    /** Nothing where nobody is logged in. */
    getUser(): unknown;
  };
}

/** What the host hands to most of an extension's functions. */
export interface HostManagers {
  readonly servicesManager: { readonly services: Services };
  readonly commandsManager: {
    run(name: string, options: Readonly<Record<string, unknown>>): unknown;
  };
  readonly hotkeysManager: {
    /** By a hash; the reader's own keys once they were changed. */
    readonly hotkeyDefinitions: Readonly<
      Record<string, { readonly commandName: string; readonly keys: string | readonly string[] }>
    >;
  };
  readonly extensionManager: {
    getModuleEntry(id: string): unknown;
    getActiveDataSourceOrNull(): DataSource | null;
  };
}

/** Argument of preRegistration and of the get*Module functions. */
export interface ExtensionContext extends HostManagers {
  readonly appConfig: { readonly echonet?: unknown };
}

/** Props that the host gives to the component of a viewport module. */
export interface ViewportProps {
  readonly viewportId: string;
  readonly displaySets: readonly DisplaySet[];
}
