import { describe, expect, it } from '@jest/globals';
import { software } from '@echonet/dicom';
import type { HostManagers } from './contracts';
import { placeReportLabels } from './report-labels';

const region = (TrackingUniqueIdentifier: string) => ({ TrackingUniqueIdentifier });

function setUp() {
  const eventTarget = new EventTarget();
  const annotations: unknown[] = [];
  const libraries = {
    cornerstone: {
      eventTarget,
      Enums: { Events: { ELEMENT_ENABLED: 'enabled', IMAGE_RENDERED: 'rendered' } },
      metaData: {
        get: (_: string, imageId: string) => (imageId === 'lost' ? undefined : { rows: 100 }),
      },
      utilities: { imageToWorldCoords: (_: string, [x, y]: [number, number]) => [x, y, 0] },
    },
    cornerstoneTools: { annotation: { state: { getAllAnnotations: () => annotations } } },
  };
  const host = {
    extensionManager: {
      getModuleEntry: () => ({ exports: { getCornerstoneLibraries: () => libraries } }),
    },
    servicesManager: {
      services: {
        displaySetService: {
          getActiveDisplaySets: () => [
            {
              displaySetInstanceUID: 'own',
              instances: [{ Manufacturer: software.manufacturer }],
              measurements: ['LV', 'LA', 'LV at end-systole', 'a', 'b', 'c', 'e'].map(region),
            },
            { displaySetInstanceUID: 'clip', instances: [{ Manufacturer: software.manufacturer }] },
            {
              displaySetInstanceUID: 'without regions',
              instances: [{ Manufacturer: software.manufacturer }],
              measurements: null,
            },
            {
              displaySetInstanceUID: 'other',
              instances: [{ Manufacturer: 'Other' }],
              measurements: ['other'].map(region),
            },
          ],
        },
      },
    },
  } as unknown as HostManagers;
  const stop = placeReportLabels(host);
  const element = new EventTarget();
  eventTarget.dispatchEvent(new CustomEvent('enabled', { detail: { element } }));
  /** Where the lines of an added region are; the host has put them on the right. */
  const add = (annotationUID: string, changed: object = {}) => {
    const textBox: { worldPosition: readonly number[] } = { worldPosition: [99, 50, 0] };
    const metadata = {
      toolName: 'DICOMSRDisplay',
      referencedImageId: 'frame:1',
      ...changed,
    };
    annotations.push({ annotationUID, metadata, data: { handles: { textBox } } });
    element.dispatchEvent(new CustomEvent('rendered'));
    return textBox;
  };
  return { add, stop, render: () => element.dispatchEvent(new CustomEvent('rendered')) };
}

const placeOf = (textBox: { worldPosition: readonly number[] }) =>
  textBox.worldPosition.slice(0, 2);
const right = [99, 50];

describe('the lines of text of a report', () => {
  it('begin in the upper left corner of the image, each region below the one before', () => {
    const { add } = setUp();
    expect(placeOf(add('LV'))).toEqual([2, 2]);
    expect(placeOf(add('LA'))).toEqual([2, 24]);
    // The host may add a region twice.
    expect(placeOf(add('LV'))).toEqual([2, 2]);
    expect(placeOf(add('LV at end-systole', { referencedImageId: 'frame:2' }))).toEqual([2, 2]);
  });

  it('stay where a user has put them afterwards', () => {
    const { add, render } = setUp();
    const textBox = add('LV');
    textBox.worldPosition = [40, 40, 0];
    render();
    expect(placeOf(textBox)).toEqual([40, 40]);
  });

  it('stay where the host puts them in reports of others, without an image, and afterwards', () => {
    const { add, stop } = setUp();
    expect(placeOf(add('other'))).toEqual(right);
    expect(placeOf(add('a', { toolName: 'Length' }))).toEqual(right);
    expect(placeOf(add('b', { referencedImageId: undefined }))).toEqual(right);
    expect(placeOf(add('c', { referencedImageId: 'lost' }))).toEqual(right);
    stop();
    expect(placeOf(add('e'))).toEqual(right);
  });
});
