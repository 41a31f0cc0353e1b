import type { ImagePoint } from '@echonet/models';
import type {
  DisplaySet,
  HostManagers,
  HostMeasurement,
  MeasurementService,
  MeasurementSource,
  Subscription,
  WorldPoint,
} from './contracts';
import { hostCornerstone } from './cornerstone';
import { showFrame } from './show-frame';

/** A contour as a row in the viewer's list of measurements. */
export interface ListedMeasurement {
  /** That of the row for the same contour, whatever it measures now. */
  readonly id: string;
  readonly displaySetInstanceUID: string;
  readonly SOPInstanceUID: string;
  /** 0-based */
  readonly frameIndex: number;
  /** Continuous image pixels. */
  readonly outline: readonly ImagePoint[];
  readonly label: string;
  /** Lines under the label. */
  readonly lines: readonly string[];
  readonly place: string;
  readonly isVisible: boolean;
  /** Values by column for the viewer's CSV, without commas. */
  readonly columns: Readonly<Record<string, string>>;
}

/** What the user does with the rows in the viewer's own list. */
export interface RowEvents {
  /** Shows or hides a row, and so its contour. */
  onVisibility(isVisible: boolean): void;
  /** Deletes, renames or unlocks rows. The list shows them again as they were. */
  onRefused(): void;
}

export interface MeasurementList {
  /** Shows these rows in place of EchoNet's present ones; others stay. */
  show(rows: readonly ListedMeasurement[], events: RowEvents): void;
}

const source = { name: 'EchoNet', version: '1' };
const annotationType = 'EchoNetContour';

/**
 * EchoNet's rows in OHIF's MeasurementService, under a source of their own and without annotations of
 * the host's tools. The host's storing of its own reports takes annotations alone, so it never
 * stores these contours as measurements that the user drew.
 *
 * @param imageIdsOf one ID per frame of a display set
 */
export function hostMeasurementList(
  host: HostManagers,
  imageIdsOf: (displaySetInstanceUID: string) => readonly string[],
): MeasurementList {
  return new HostMeasurementList(host, imageIdsOf);
}

class HostMeasurementList implements MeasurementList {
  /** By ID. */
  private rows: ReadonlyMap<string, ListedMeasurement> = new Map();
  private events: RowEvents | undefined;
  private subscriptions: readonly Subscription[] = [];
  /** Whether the list changes by this object, not by the user. */
  private isChanging = false;

  constructor(
    private readonly host: HostManagers,
    private readonly imageIdsOf: (displaySetInstanceUID: string) => readonly string[],
  ) {}

  show(rows: readonly ListedMeasurement[], events: RowEvents): void {
    this.events = events;
    const before = this.rows;
    if (before.size === 0 && rows.length === 0) {
      return;
    }
    this.rows = new Map(rows.map((row) => [row.id, row]));
    if (before.size === 0) {
      this.subscribe();
    }
    this.change(() => {
      for (const id of before.keys()) {
        if (!this.rows.has(id)) {
          this.service.remove(id);
        }
      }
      for (const row of rows) {
        if (!isSame(before.get(row.id), row)) {
          this.add(row);
        }
      }
    });
    if (rows.length === 0) {
      this.subscriptions.forEach((subscription) => subscription.unsubscribe());
      this.subscriptions = [];
    }
  }

  private get service(): MeasurementService {
    return this.host.servicesManager.services.measurementService;
  }

  private change(how: () => void): void {
    this.isChanging = true;
    try {
      how();
    } finally {
      this.isChanging = false;
    }
  }

  private subscribe(): void {
    const { service } = this;
    const { EVENTS } = service;
    const on = (event: keyof typeof EVENTS, listener: (detail: never) => void) =>
      service.subscribe(EVENTS[event], listener as (detail: unknown) => void);
    this.subscriptions = [
      on('MEASUREMENT_REMOVED', ({ measurement }: { measurement: string }) =>
        this.onRemoved([measurement]),
      ),
      on('MEASUREMENTS_CLEARED', ({ measurements }: { measurements: Record<string, Uid> }) =>
        this.onRemoved(Object.values(measurements).map(({ uid }) => uid)),
      ),
      on('MEASUREMENT_UPDATED', ({ measurement }: { measurement: Partial<UpdatedRow> }) =>
        this.onUpdated(measurement),
      ),
      on('JUMP_TO_MEASUREMENT', ({ measurement }: { measurement: Uid }) => {
        const row = this.rows.get(measurement.uid);
        if (row) {
          // The host leaves a playing cine on, which would go on to the next frame at once.
          showFrame(this.host, row.displaySetInstanceUID, row.frameIndex);
        }
      }),
    ];
  }

  private onRemoved(ids: readonly string[]): void {
    if (!this.isChanging && ids.some((id) => this.rows.has(id))) {
      this.refuse();
    }
  }

  private onUpdated(updated: Partial<UpdatedRow>): void {
    const row = this.isChanging ? undefined : this.rows.get(updated.uid ?? '');
    if (!row) {
      return;
    }
    if (updated.label !== row.label || updated.isLocked === false) {
      this.refuse();
    } else if (updated.isVisible !== undefined && updated.isVisible !== row.isVisible) {
      this.events?.onVisibility(updated.isVisible);
    }
  }

  /** Shows the rows as they were, after the host has finished its own change. */
  private refuse(): void {
    const { rows } = this;
    queueMicrotask(() => {
      // Others may be shown by now, or none, as after leaving the mode.
      if (this.rows === rows) {
        this.change(() => rows.forEach((row) => this.add(row)));
        this.events?.onRefused();
      }
    });
  }

  private add(row: ListedMeasurement): void {
    const { service } = this;
    const displaySet = this.displaySet(row.displaySetInstanceUID);
    if (!displaySet?.SeriesInstanceUID) {
      // The host's list fails for a measurement of no series.
      return;
    }
    const own = service.createSource(source.name, source.version);
    this.addMapping(own);
    const measurement = this.hostMeasurement(row, displaySet);
    const data = { uid: row.id, annotation: { data: {} } };
    service.addRawMeasurement(own, annotationType, data, () => measurement);
  }

  /** Without a mapping the host takes no measurement of a source. */
  private addMapping(own: MeasurementSource): void {
    const { service } = this;
    if (service.getSourceMappings(source.name, source.version)?.length) {
      return;
    }
    const none = () => undefined;
    service.addMapping(own, annotationType, {}, none, none);
  }

  private hostMeasurement(row: ListedMeasurement, displaySet: DisplaySet): HostMeasurement {
    const { displaySetInstanceUID, SOPInstanceUID, frameIndex, columns } = row;
    const referencedImageId = this.imageIdsOf(displaySetInstanceUID).at(frameIndex);
    return {
      label: row.label,
      displayText: { primary: [...row.lines], secondary: [row.place] },
      ...{ SOPInstanceUID, displaySetInstanceUID, referencedImageId },
      referenceStudyUID: displaySet.StudyInstanceUID,
      referenceSeriesUID: displaySet.SeriesInstanceUID,
      frameNumber: frameIndex + 1,
      metadata: { toolName: annotationType, referencedImageId },
      points: this.worldPoints(referencedImageId, row.outline),
      type: this.service.VALUE_TYPES.POLYLINE,
      toolName: annotationType,
      isLocked: true,
      isVisible: row.isVisible,
      isSelected: this.service.getMeasurement(row.id)?.isSelected === true,
      getReport: () => ({ columns: Object.keys(columns), values: Object.values(columns) }),
    };
  }

  private displaySet(displaySetInstanceUID: string): DisplaySet | undefined {
    return this.host.servicesManager.services.displaySetService
      .getActiveDisplaySets()
      .find((candidate) => candidate.displaySetInstanceUID === displaySetInstanceUID);
  }

  private worldPoints(imageId: string | undefined, outline: readonly ImagePoint[]): WorldPoint[] {
    const { utilities } = hostCornerstone(this.host);
    return imageId === undefined
      ? []
      : outline.flatMap(({ x, y }) => {
          const world = utilities.imageToWorldCoords(imageId, [x, y]);
          return world ? [world] : [];
        });
  }
}

interface Uid {
  readonly uid: string;
}

type UpdatedRow = Uid & Pick<HostMeasurement, 'label' | 'isLocked' | 'isVisible'>;

function isSame(a: ListedMeasurement | undefined, b: ListedMeasurement): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
