import type { ImagePoint } from '@echonet/models';
import type { Annotation, HostManagers, WorldPoint } from './contracts';
import { hostLibraries } from './cornerstone';

export type RegionShape = 'rectangle' | 'freehand';

const toolOf: Readonly<Record<RegionShape, string>> = {
  rectangle: 'RectangleROI',
  freehand: 'PlanarFreehandROI',
};

/** The mode's tool for the left mouse button. */
const defaultTool = 'WindowLevel';

/**
 * Activates one of the host's drawing tools for the left mouse button until one annotation is
 * complete. The annotation is removed from the host: it is not a measurement.
 *
 * @param onDrawn called with the closed outline in continuous image pixels
 * @returns cancels drawing
 */
export function drawRegion(
  host: HostManagers,
  shape: RegionShape,
  onDrawn: (outline: readonly ImagePoint[]) => void,
): () => void {
  const { toolGroupService, viewportGridService } = host.servicesManager.services;
  const { cornerstone, cornerstoneTools } = hostLibraries(host);
  const viewportId = viewportGridService.getActiveViewportId();
  const group = viewportId ? toolGroupService.getToolGroupForViewport(viewportId)?.id : undefined;
  if (group === undefined) {
    return () => {};
  }
  const before = toolGroupService.getActivePrimaryMouseButtonTool(group) ?? defaultTool;
  const activate = (toolName: string) =>
    host.commandsManager.run('setToolActiveToolbar', { toolName, toolGroupIds: [group] });
  const { ANNOTATION_COMPLETED } = cornerstoneTools.Enums.Events;

  const onCompleted = (event: Event) => {
    const { annotation } = (event as CustomEvent<{ annotation: Annotation }>).detail;
    if (annotation.metadata.toolName !== toolOf[shape]) {
      return;
    }
    end();
    const imageId = annotation.metadata.referencedImageId;
    const outline = outlineOf(annotation).flatMap((point): ImagePoint[] => {
      const at = imageId && cornerstone.utilities.worldToImageCoords(imageId, point);
      return at ? [{ x: at[0], y: at[1] }] : [];
    });
    // The host's listeners of the same event still read the annotation.
    setTimeout(() => cornerstoneTools.annotation.state.removeAnnotation(annotation.annotationUID));
    if (outline.length >= 3) {
      onDrawn(outline);
    }
  };
  const end = () => {
    cornerstone.eventTarget.removeEventListener(ANNOTATION_COMPLETED, onCompleted);
    activate(before === toolOf[shape] ? defaultTool : before);
  };
  cornerstone.eventTarget.addEventListener(ANNOTATION_COMPLETED, onCompleted);
  activate(toolOf[shape]);
  return end;
}

/** Corners in order along the outline; the host lists those of a rectangle row by row. */
function outlineOf({ data: { handles, contour } }: Annotation): readonly WorldPoint[] {
  if (contour?.polyline) {
    return contour.polyline;
  }
  const [first, second, third, fourth] = handles?.points ?? [];
  return fourth ? [first, second, fourth, third] : [];
}
