import type { ImagePoint } from '@echonet/models';
import { hostLibraries } from './cornerstone';
import type { Annotation, HostManagers, WorldPoint } from './contracts';

/** What a reader can draw. */
export type RegionShape = 'rectangle' | 'freehand';

/** The host's tools for the shapes. */
const toolOf: Readonly<Record<RegionShape, string>> = {
  rectangle: 'RectangleROI',
  freehand: 'PlanarFreehandROI',
};

/** The tool that the mode gives the left mouse button at first. */
const restingTool = 'WindowLevel';

/**
 * Gives the left mouse button to one of the host's drawing tools until the reader has drawn with it
 * once. What was drawn is taken from the host: it is no measurement.
 *
 * @param onDrawn told the closed outline, in continuous image pixels
 * @returns what gives the drawing up
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
  if (group === undefined) return () => {};
  const before = toolGroupService.getActivePrimaryMouseButtonTool(group) ?? restingTool;
  const activate = (toolName: string) =>
    host.commandsManager.run('setToolActiveToolbar', { toolName, toolGroupIds: [group] });
  const { ANNOTATION_COMPLETED } = cornerstoneTools.Enums.Events;

  const take = (event: Event) => {
    const { annotation } = (event as CustomEvent<{ annotation: Annotation }>).detail;
    if (annotation.metadata.toolName !== toolOf[shape]) return;
    end();
    const imageId = annotation.metadata.referencedImageId;
    const outline = outlineOf(annotation).flatMap((point): ImagePoint[] => {
      const at = imageId && cornerstone.utilities.worldToImageCoords(imageId, point);
      return at ? [{ x: at[0], y: at[1] }] : [];
    });
    // The host's own listeners to the event still want to find it.
    setTimeout(() => cornerstoneTools.annotation.state.removeAnnotation(annotation.annotationUID));
    if (outline.length >= 3) onDrawn(outline);
  };
  const end = () => {
    cornerstone.eventTarget.removeEventListener(ANNOTATION_COMPLETED, take);
    activate(before === toolOf[shape] ? restingTool : before);
  };
  cornerstone.eventTarget.addEventListener(ANNOTATION_COMPLETED, take);
  activate(toolOf[shape]);
  return end;
}

/** Corners in the order of the outline: the host lists a rectangle's row by row. */
function outlineOf({ data: { handles, contour } }: Annotation): readonly WorldPoint[] {
  if (contour?.polyline) return contour.polyline;
  const [first, second, third, fourth] = handles?.points ?? [];
  return fourth ? [first, second, fourth, third] : [];
}
