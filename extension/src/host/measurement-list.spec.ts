import { describe, expect, it } from '@jest/globals';
import type { HostManagers, HostMeasurement, MeasurementService } from './contracts';
import { hostMeasurementList, type ListedMeasurement } from './measurement-list';

const EVENTS = {
  MEASUREMENT_REMOVED: 'removed',
  MEASUREMENTS_CLEARED: 'cleared',
  MEASUREMENT_UPDATED: 'updated',
  JUMP_TO_MEASUREMENT: 'jump',
} as const;

type Row = Partial<HostMeasurement>;

/** A MeasurementService that keeps measurements and broadcasts as OHIF's does. */
function fakeService() {
  const rows = new Map<string, Row>();
  const listeners = new Set<{ event: string; listener: (detail: unknown) => void }>();
  const broadcast = (event: string, detail: object) =>
    [...listeners].filter((one) => one.event === event).forEach((one) => one.listener(detail));
  let mappings = 0;
  const service: MeasurementService = {
    EVENTS,
    VALUE_TYPES: { POLYLINE: 'value_type::polyline' },
    subscribe(event, listener) {
      const entry = { event, listener };
      listeners.add(entry);
      return { unsubscribe: () => void listeners.delete(entry) };
    },
    createSource: (name) => ({ name }),
    getSourceMappings: () => (mappings > 0 ? [{}] : undefined),
    addMapping: () => void mappings++,
    addRawMeasurement(source, _type, { uid }, toMeasurement) {
      const isKnown = rows.has(uid);
      rows.set(uid, toMeasurement());
      if (isKnown) {
        broadcast('updated', { source, measurement: { uid, ...rows.get(uid) } });
      }
      return uid;
    },
    getMeasurement: (uid) => rows.get(uid),
    remove(uid) {
      rows.delete(uid);
      broadcast('removed', { measurement: uid });
    },
  };
  return { service, rows, listeners, broadcast, mappings: () => mappings };
}

function shownList() {
  const fake = fakeService();
  const frames: (number | string)[] = [];
  const host = {
    servicesManager: {
      services: {
        measurementService: fake.service,
        displaySetService: {
          getActiveDisplaySets: () => [
            {
              displaySetInstanceUID: 'clip',
              StudyInstanceUID: '1.2',
              SeriesInstanceUID: '1.2.3',
            },
          ],
        },
        viewportGridService: {
          getActiveViewportId: () => 'default',
          getDisplaySetsUIDsForViewport: () => ['clip'],
          getState: () => ({ viewports: new Map([['default', {}]]) }),
        },
        cineService: {
          getState: () => ({}),
          stopClip: () => void frames.push('cine stopped'),
        },
        cornerstoneViewportService: {
          getCornerstoneViewport: () => ({
            setImageIdIndex: (frame: number) => Promise.resolve(frames.push(frame)),
          }),
        },
      },
    },
    extensionManager: {
      getModuleEntry: () => ({
        exports: {
          getCornerstoneLibraries: () => ({
            cornerstone: {
              utilities: {
                imageToWorldCoords: (_id: string, [x, y]: [number, number]) => [10 * x, 10 * y, 7],
              },
            },
          }),
        },
      }),
    },
  } as unknown as HostManagers;
  const list = hostMeasurementList(host, () => ['frame:0', 'frame:1', 'frame:2']);
  const said: unknown[] = [];
  const events = {
    onVisibility: (isVisible: boolean) => void said.push(isVisible),
    onRefused: () => void said.push('refused'),
  };
  return { ...fake, show: (...rows: ListedMeasurement[]) => list.show(rows, events), said, frames };
}

const row: ListedMeasurement = {
  id: 'lv-ed',
  displaySetInstanceUID: 'clip',
  SOPInstanceUID: '1.2.3.4',
  frameIndex: 2,
  outline: [
    { x: 1, y: 2 },
    { x: 3, y: 2 },
    { x: 3, y: 5 },
  ],
  label: 'LV, ED',
  lines: ['Area 3.0 cm²'],
  place: 'Frame 3',
  isVisible: true,
  columns: { Contour: 'LV ED' },
};

const finished = () => new Promise((resolve) => setTimeout(resolve));

describe("EchoNet's rows in the list of measurements", () => {
  it('name image, frame and study, so that the host can find and show them', () => {
    const { show, rows } = shownList();
    show(row);
    expect(rows.get('lv-ed')).toMatchObject({
      label: 'LV, ED',
      displayText: { primary: ['Area 3.0 cm²'], secondary: ['Frame 3'] },
      referenceStudyUID: '1.2',
      referenceSeriesUID: '1.2.3',
      frameNumber: 3,
      referencedImageId: 'frame:2',
      metadata: { referencedImageId: 'frame:2' },
      points: [
        [10, 20, 7],
        [30, 20, 7],
        [30, 50, 7],
      ],
    });
    expect(rows.get('lv-ed')?.getReport?.()).toEqual({ columns: ['Contour'], values: ['LV ED'] });
  });

  it('are one for a contour, however often it is shown, and gone with it', () => {
    const { show, rows, listeners, mappings, said } = shownList();
    show(row, { ...row, id: 'lv-es' });
    show(row, { ...row, id: 'lv-es', label: 'edited' });
    expect([...rows].map(([id, { label }]) => [id, label])).toEqual([
      ['lv-ed', 'LV, ED'],
      ['lv-es', 'edited'],
    ]);
    show(row);
    expect([...rows.keys()]).toEqual(['lv-ed']);
    show();
    expect(rows.size).toBe(0);
    expect(listeners.size).toBe(0);
    expect(mappings()).toBe(1);
    expect(said).toEqual([]);
  });

  it('stay selected when they change', () => {
    const { show, rows } = shownList();
    show(row);
    rows.set('lv-ed', { ...rows.get('lv-ed'), isSelected: true });
    show({ ...row, label: 'edited' });
    expect(rows.get('lv-ed')).toMatchObject({ label: 'edited', isSelected: true });
  });

  it('come back when the user deletes or renames them, and the user is told', async () => {
    const { show, rows, service, broadcast, said } = shownList();
    show(row);
    service.remove('lv-ed');
    await finished();
    expect([...rows.keys()]).toEqual(['lv-ed']);
    rows.clear();
    broadcast('cleared', { measurements: [{ uid: 'own' }, { uid: 'lv-ed' }] });
    await finished();
    expect([...rows.keys()]).toEqual(['lv-ed']);
    broadcast('updated', { measurement: { uid: 'lv-ed', label: 'mine', isLocked: true } });
    await finished();
    expect(said).toEqual(['refused', 'refused', 'refused']);
    expect(rows.get('lv-ed')?.label).toBe('LV, ED');
  });

  it('stay away when the mode is left, whose end clears the list', async () => {
    const { show, rows, broadcast, said } = shownList();
    show(row);
    show();
    broadcast('cleared', { measurements: [{ uid: 'lv-ed' }] });
    await finished();
    expect([rows.size, said]).toEqual([0, []]);
  });

  it('leave measurements of the user alone', async () => {
    const { show, broadcast, said, frames } = shownList();
    show(row);
    broadcast('removed', { measurement: 'own' });
    broadcast('cleared', { measurements: {} });
    broadcast('updated', { measurement: { uid: 'own', label: 'mine', isVisible: false } });
    broadcast('jump', { measurement: { uid: 'own' } });
    await finished();
    expect([said, frames]).toEqual([[], []]);
  });

  it('hide and show contours, and lead to their frame', () => {
    const { show, broadcast, said, frames } = shownList();
    show(row);
    const { label } = row;
    broadcast('updated', { measurement: { uid: 'lv-ed', label, isLocked: true, isVisible: true } });
    expect(said).toEqual([]);
    broadcast('updated', {
      measurement: { uid: 'lv-ed', label, isLocked: true, isVisible: false },
    });
    expect(said).toEqual([false]);
    broadcast('jump', { measurement: { uid: 'lv-ed' } });
    expect(frames).toEqual(['cine stopped', 2]);
  });
});
