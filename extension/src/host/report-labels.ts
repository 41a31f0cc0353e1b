import { software } from '@echonet/dicom';
import type { Annotation, HostManagers } from './contracts';
import { hostLibraries } from './cornerstone';

/** The host's tool that draws the regions of structured reports, with five lines beside each at most. */
const reportTool = 'DICOMSRDisplay';

/** From the upper left corner of the image, in parts of its height; lines of a second region follow below. */
const [firstLine, linesOfRegion] = [0.02, 0.22];

/**
 * Puts the lines of text of EchoNet's own reports into the upper left corner of the image, which a sector
 * leaves free. The host puts them to the right of the region, and where that is the sector the viewport
 * cuts them off. Other reports are left alone.
 *
 * The host tells of no region that it adds; it draws them after the image that they lie on.
 *
 * @returns stops it
 */
export function placeReportLabels(host: HostManagers): () => void {
  const { cornerstone, cornerstoneTools } = hostLibraries(host);
  const { displaySetService } = host.servicesManager.services;
  const { ELEMENT_ENABLED, IMAGE_RENDERED } = cornerstone.Enums.Events;
  const placed = new WeakSet<Annotation>();
  const elements = new Set<EventTarget>();

  /** The report of each region of EchoNet's own reports, by the region's identifier. */
  const ownRegions = () =>
    new Map(
      displaySetService
        .getActiveDisplaySets()
        .filter(({ instances, instance }) => isOwn(instances?.[0] ?? instance))
        .flatMap(({ displaySetInstanceUID, measurements }) =>
          (measurements ?? []).map(
            ({ TrackingUniqueIdentifier }) =>
              [TrackingUniqueIdentifier, displaySetInstanceUID] as const,
          ),
        ),
    );

  const place = () => {
    /** Regions of each image of each report, by the host's own identifier: it may add one twice. */
    const regions = new Map<string, string[]>();
    const reports = ownRegions();
    for (const annotation of cornerstoneTools.annotation.state.getAllAnnotations()) {
      const { toolName, referencedImageId: imageId } = annotation.metadata;
      const report = reports.get(annotation.annotationUID);
      const textBox = annotation.data.handles?.textBox;
      if (toolName !== reportTool || !textBox || imageId === undefined || report === undefined) {
        continue;
      }
      const key = `${report} ${imageId}`;
      const known = regions.get(key) ?? [];
      const index = known.indexOf(annotation.annotationUID);
      const position = index < 0 ? known.push(annotation.annotationUID) - 1 : index;
      regions.set(key, known);
      const { rows } = (cornerstone.metaData.get('imagePixelModule', imageId) ?? {}) as {
        rows?: number;
      };
      if (rows !== undefined && !placed.has(annotation)) {
        placed.add(annotation);
        textBox.worldPosition = cornerstone.utilities.imageToWorldCoords(imageId, [
          rows * firstLine,
          rows * (firstLine + position * linesOfRegion),
        ]);
      }
    }
  };

  const follow = (event: Event) => {
    const { element } = (event as CustomEvent<{ element?: EventTarget }>).detail;
    if (element && !elements.has(element)) {
      elements.add(element);
      element.addEventListener(IMAGE_RENDERED, place);
    }
  };

  cornerstone.eventTarget.addEventListener(ELEMENT_ENABLED, follow);
  return () => {
    cornerstone.eventTarget.removeEventListener(ELEMENT_ENABLED, follow);
    elements.forEach((element) => element.removeEventListener(IMAGE_RENDERED, place));
  };
}

function isOwn(instance: unknown): boolean {
  return (
    (instance as { Manufacturer?: unknown } | undefined)?.Manufacturer === software.manufacturer
  );
}
