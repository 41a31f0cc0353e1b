/**
 * The part of OHIF 3.13 and Cornerstone3D that this extension uses. The host's packages come without
 * type declarations; they are declared here only.
 */

import type { TaggedDataset } from '@echonet/dicom/part10';

export interface Subscription {
  unsubscribe(): void;
}

interface PublishesEvents<EventName extends string> {
  readonly EVENTS: Readonly<Record<EventName, string>>;
  subscribe(event: string, listener: (detail: unknown) => void): Subscription;
}

/** For a multi-frame object, one instance. */
export interface DisplaySet {
  readonly displaySetInstanceUID: string;
  readonly StudyInstanceUID?: string;
  readonly SeriesInstanceUID?: string;
  readonly SOPClassHandlerId?: string;
  readonly Modality?: string;
  readonly SeriesNumber?: number | string;
  readonly numImageFrames?: number;
  /** Naturalised DICOM; read through readClipHeader, never directly. */
  readonly instances?: readonly unknown[];
  readonly instance?: unknown;
  /** Of a structured report: its regions, whose annotations have the same identifiers; null without any. */
  readonly measurements?: readonly { readonly TrackingUniqueIdentifier?: string }[] | null;
}

/** A study in the host's answer to a search; texts are empty where the archive has none. */
interface ListedStudy {
  readonly studyInstanceUid?: string;
  /** YYYYMMDD */
  readonly date?: string;
  /** Patient ID. */
  readonly mrn?: string;
  /** Separated by backslashes or slashes. */
  readonly modalities?: string;
}

/** The part of dicomweb-client that is used. */
interface WadoClient {
  /** Of the next request. */
  headers: Readonly<Record<string, string>>;
  /** @returns DICOM JSON of each instance */
  retrieveSeriesMetadata(series: {
    readonly studyInstanceUID: string;
    readonly seriesInstanceUID: string;
  }): Promise<readonly TaggedDataset[]>;
}

export interface DataSource {
  /** One ID per frame, in order. */
  getImageIdsForDisplaySet(displaySet: DisplaySet): readonly string[];
  getConfig?():
    | {
        readonly name?: string;
        readonly friendlyName?: string;
        /** Address of the archive for searches. */
        readonly qidoRoot?: string;
      }
    | undefined;
  readonly store?: {
    /** Stores a DICOM file by STOW-RS, with the given request. */
    readonly dicom?: (part10: ArrayBuffer, request?: XMLHttpRequest) => Promise<unknown>;
  };
  readonly query?: {
    readonly studies?: {
      search(query: {
        readonly patientId: string;
        /** Otherwise the host searches for IDs that contain this one, where the archive can. */
        readonly disableWildcard: boolean;
      }): Promise<readonly ListedStudy[]>;
    };
    readonly series?: {
      /** Queries the archive for the series of a study, without a cache. */
      search(
        StudyInstanceUID: string,
      ): Promise<readonly { readonly seriesInstanceUid?: string; readonly modality?: string }[]>;
    };
  };
  readonly retrieve?: {
    readonly series?: {
      /** Requests the metadata of a study and adds new instances to the viewer. */
      metadata(study: { StudyInstanceUID: string }): Promise<unknown>;
    };
    /** Requests that add nothing to the viewer. */
    getWadoDicomWebClient?(): WadoClient | undefined;
  };
  /** Drops cached metadata, so that the next request reaches the archive. */
  deleteStudyMetadataPromise?(key: string): void;
}

/** A frame that Cornerstone has decoded. */
export interface HostImage {
  readonly rows: number;
  readonly columns: number;
  getPixelData(): Uint8Array | Uint8ClampedArray | Uint16Array | Int16Array;
  /** Below 8 for the preview of a progressive download. */
  readonly imageQualityStatus?: number;
}

/** What Cornerstone needs of an image that it has not decoded itself. */
export interface OfferedImage extends HostImage {
  readonly imageId: string;
  readonly width: number;
  readonly height: number;
  readonly numberOfComponents: number;
  readonly color: true;
  readonly rgba: false;
  readonly invert: false;
  readonly slope: 1;
  readonly intercept: 0;
  readonly minPixelValue: number;
  readonly maxPixelValue: number;
  readonly windowCenter: number;
  readonly windowWidth: number;
  readonly rowPixelSpacing: number;
  readonly columnPixelSpacing: number;
  readonly sizeInBytes: number;
  readonly dataType: string;
  readonly photometricInterpretation: string;
  /** Cornerstone removes the pixels of its own decoder from it. */
  readonly imageFrame: { photometricInterpretation: string };
}

/** In the patient's coordinate system, mm. */
export type WorldPoint = readonly [number, number, number];

/** In CSS pixels from the upper left corner of the viewport. */
export type CanvasPoint = readonly [number, number];

export interface HostViewport {
  readonly element: HTMLDivElement;
  getCurrentImageIdIndex(): number;
  setImageIdIndex(imageIdIndex: number): Promise<unknown>;
  getImageIds(): readonly string[];
  setStack(imageIds: readonly string[], imageIdIndex: number): Promise<unknown>;
  render(): void;
  getCurrentImageId(): string | undefined;
  worldToCanvas(point: WorldPoint): CanvasPoint;
}

/** The part of @cornerstonejs/core that is used. */
export interface Cornerstone {
  readonly version?: string;
  /** Both look the frame up in the host's cache first; only the second adds it. */
  readonly imageLoader: Readonly<
    Record<
      'loadImage' | 'loadAndCacheImage',
      (imageId: string, options?: { ignoreCache?: boolean }) => Promise<HostImage>
    >
  >;
  readonly cache: {
    /** The request of a frame that is under way or was answered. */
    getImageLoadObject(imageId: string): { readonly promise: Promise<HostImage> } | undefined;
    putImageLoadObject(
      imageId: string,
      request: { readonly promise: Promise<OfferedImage> },
    ): Promise<unknown>;
    removeImageLoadObject(imageId: string): void;
  };
  readonly utilities: {
    /** Image points are in continuous pixels: the centre of the first pixel is (0.5, 0.5). */
    imageToWorldCoords(imageId: string, imagePoint: [number, number]): WorldPoint | undefined;
    worldToImageCoords(imageId: string, point: WorldPoint): [number, number] | undefined;
    /** The history behind the host's commands undo and redo. */
    readonly HistoryMemo?: {
      readonly DefaultHistoryMemo: {
        push(memo: { restoreMemo(isUndo: boolean): void }): unknown;
      };
    };
  };
  readonly metaData: { get(module: string, imageId: string): unknown };
  readonly eventTarget: EventTarget;
  readonly Enums: {
    readonly Events: Readonly<
      Record<'ELEMENT_ENABLED' | 'IMAGE_RENDERED' | 'CAMERA_MODIFIED' | 'STACK_NEW_IMAGE', string>
    >;
  };
}

/** An annotation of one of the host's tools. */
export interface Annotation {
  readonly annotationUID: string;
  readonly metadata: {
    readonly toolName: string;
    readonly referencedImageId?: string;
  };
  readonly data: {
    readonly handles?: {
      readonly points?: readonly WorldPoint[];
      readonly textBox?: { worldPosition?: WorldPoint };
    };
    readonly contour?: { readonly polyline?: readonly WorldPoint[] };
  };
}

/** The part of @cornerstonejs/tools that is used. */
export interface CornerstoneTools {
  readonly Enums: {
    readonly Events: Readonly<Record<'ANNOTATION_COMPLETED', string>>;
  };
  readonly annotation: {
    readonly state: {
      removeAnnotation(annotationUID: string): void;
      getAllAnnotations(): readonly Annotation[];
    };
  };
}

/** Who adds measurements: the host's tools, or an extension. */
export interface MeasurementSource {
  readonly name: string;
}

/** A row in the host's list of measurements, with the keys that the host knows. */
export interface HostMeasurement {
  readonly label: string;
  /** Lines under the label, and beside them. */
  readonly displayText: { readonly primary: string[]; readonly secondary: string[] };
  readonly SOPInstanceUID: string;
  readonly displaySetInstanceUID: string;
  readonly referenceStudyUID: string | undefined;
  readonly referenceSeriesUID: string | undefined;
  /** 1-based */
  readonly frameNumber: number;
  readonly referencedImageId: string | undefined;
  /** By these the host finds viewport and image. */
  readonly metadata: { readonly toolName: string; readonly referencedImageId: string | undefined };
  readonly points: readonly WorldPoint[];
  readonly type: string;
  readonly toolName: string;
  readonly isLocked: boolean;
  readonly isVisible: boolean;
  readonly isSelected: boolean;
  /** Its row in the host's CSV. */
  readonly getReport: () => {
    readonly columns: readonly string[];
    readonly values: readonly string[];
  };
}

export interface MeasurementService extends PublishesEvents<
  'MEASUREMENT_REMOVED' | 'MEASUREMENTS_CLEARED' | 'MEASUREMENT_UPDATED' | 'JUMP_TO_MEASUREMENT'
> {
  readonly VALUE_TYPES: { readonly POLYLINE: string };
  /** Returns the source that exists, if any. */
  createSource(name: string, version: string): MeasurementSource;
  getSourceMappings(name: string, version: string): readonly unknown[] | undefined;
  addMapping(
    source: MeasurementSource,
    annotationType: string,
    matchingCriteria: object,
    toAnnotation: () => unknown,
    toMeasurement: () => unknown,
  ): void;
  /**
   * Adds or updates a row without an annotation of the host's tools. Needs a mapping of the source.
   */
  addRawMeasurement(
    source: MeasurementSource,
    annotationType: string,
    data: { readonly uid: string; readonly annotation: { readonly data: object } },
    toMeasurement: () => HostMeasurement,
  ): unknown;
  getMeasurement(uid: string): { readonly isSelected?: boolean } | null | undefined;
  remove(uid: string): void;
}

export interface Services {
  readonly measurementService: MeasurementService;
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
    /** At once; setCine does so after the host's next rendering. */
    stopClip(element: HTMLElement, options: { viewportId: string }): void;
  };
  readonly toolGroupService: {
    getToolGroupForViewport(viewportId: string): { readonly id: string } | undefined;
    /** The tool of the left mouse button. */
    getActivePrimaryMouseButtonTool(toolGroupId: string): string | undefined;
  };
  readonly toolbarService: { refreshToolbarState(context: { viewportId?: string }): void };
  readonly customizationService: {
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
            /** When it settles, its outcome replaces the loading message. */
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
    /** Undefined, null or an empty object without a login. */
    getUser(): unknown;
    /** Undefined without a login by token. */
    getAuthorizationHeader?(): Readonly<Record<string, string>> | undefined;
  };
}

export interface HostManagers {
  readonly servicesManager: { readonly services: Services };
  readonly commandsManager: {
    run(name: string, options: Readonly<Record<string, unknown>>): unknown;
  };
  readonly hotkeysManager: {
    /** By a hash of the definition; includes the user's own hotkeys. */
    readonly hotkeyDefinitions: Readonly<
      Record<string, { readonly commandName: string; readonly keys: string | readonly string[] }>
    >;
  };
  readonly extensionManager: {
    getModuleEntry(id: string): unknown;
    getActiveDataSourceOrNull(): DataSource | null;
  };
}

/** The argument of preRegistration and of the get*Module functions. */
export interface ExtensionContext extends HostManagers {
  readonly appConfig: { readonly echonet?: unknown };
}

/** Props of a viewport module's component. */
export interface ViewportProps {
  readonly viewportId: string;
  readonly displaySets: readonly DisplaySet[];
}
