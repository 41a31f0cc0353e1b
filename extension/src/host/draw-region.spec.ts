import { describe, expect, it } from '@jest/globals';
import type { Annotation, HostManagers, WorldPoint } from './contracts';
import { drawRegion } from './draw-region';

/** A host whose world coordinates are image coordinates shifted by 100. */
function host() {
  const eventTarget = new EventTarget();
  const tools: string[] = [];
  const removed: string[] = [];
  const managers = {
    servicesManager: {
      services: {
        viewportGridService: { getActiveViewportId: () => 'default' },
        toolGroupService: {
          getToolGroupForViewport: () => ({ id: 'default' }),
          getActivePrimaryMouseButtonTool: () => tools.at(-1) ?? 'Zoom',
        },
      },
    },
    commandsManager: {
      run: (_name: string, { toolName }: { toolName: string }) => void tools.push(toolName),
    },
    extensionManager: {
      getModuleEntry: () => ({
        exports: {
          getCornerstoneLibraries: () => ({
            cornerstone: {
              eventTarget,
              utilities: {
                worldToImageCoords: (_id: string, [x, y]: WorldPoint) => [x - 100, y - 100],
              },
            },
            cornerstoneTools: {
              Enums: { Events: { ANNOTATION_COMPLETED: 'completed' } },
              annotation: { state: { removeAnnotation: (uid: string) => void removed.push(uid) } },
            },
          }),
        },
      }),
    },
  } as unknown as HostManagers;
  const complete = (toolName: string, data: Annotation['data']) => {
    const annotation: Annotation = {
      annotationUID: 'drawn',
      metadata: { toolName, referencedImageId: 'frame:1' },
      data,
    };
    eventTarget.dispatchEvent(new CustomEvent('completed', { detail: { annotation } }));
  };
  return { managers, tools, removed, complete };
}

/** Row by row, as the host lists the corners of a rectangle. */
const corners: WorldPoint[] = [
  [110, 120, 0],
  [150, 120, 0],
  [110, 160, 0],
  [150, 160, 0],
];

describe("drawing with the host's tools", () => {
  it('returns the outline in image pixels and activates the former tool', async () => {
    const { managers, tools, removed, complete } = host();
    const drawn: unknown[] = [];
    drawRegion(managers, 'rectangle', (outline) => drawn.push(outline));
    expect(tools).toEqual(['RectangleROI']);
    complete('RectangleROI', { handles: { points: corners } });
    expect(drawn).toEqual([
      [
        { x: 10, y: 20 },
        { x: 50, y: 20 },
        { x: 50, y: 60 },
        { x: 10, y: 60 },
      ],
    ]);
    expect(tools).toEqual(['RectangleROI', 'Zoom']);
    await new Promise((resolve) => setTimeout(resolve));
    expect(removed).toEqual(['drawn']);
  });

  it('returns a freehand line as it was drawn', () => {
    const { managers, complete } = host();
    const drawn: unknown[] = [];
    drawRegion(managers, 'freehand', (outline) => drawn.push(outline));
    complete('PlanarFreehandROI', { contour: { polyline: corners.slice(0, 3) }, handles: {} });
    expect(drawn).toEqual([
      [
        { x: 10, y: 20 },
        { x: 50, y: 20 },
        { x: 10, y: 60 },
      ],
    ]);
  });

  it("leaves the user's own measurements alone, before and after", () => {
    const { managers, removed, complete } = host();
    const drawn: unknown[] = [];
    drawRegion(managers, 'rectangle', (outline) => drawn.push(outline));
    complete('Length', { handles: { points: corners.slice(0, 2) } });
    expect(drawn).toEqual([]);
    complete('RectangleROI', { handles: { points: corners } });
    complete('RectangleROI', { handles: { points: corners } });
    expect(drawn).toHaveLength(1);
    expect(removed).toEqual([]);
  });

  it('can be cancelled', () => {
    const { managers, tools, complete } = host();
    const drawn: unknown[] = [];
    drawRegion(managers, 'rectangle', (outline) => drawn.push(outline))();
    complete('RectangleROI', { handles: { points: corners } });
    expect(drawn).toEqual([]);
    expect(tools).toEqual(['RectangleROI', 'Zoom']);
  });
});
