import type { SaliencyMethod as AnySaliencyMethod } from '@echonet/models';

/** The methods that the viewer offers: those that take seconds rather than minutes a frame. */
export const saliencyMethods = [
  'gradient',
  'smoothGrad',
  'integratedGradients',
] as const satisfies readonly AnySaliencyMethod[];
export type SaliencyMethod = (typeof saliencyMethods)[number];

/** Images that SmoothGrad and Integrated Gradients average over: more take longer, and flicker less. */
export const sampleCounts: readonly number[] = [5, 10, 20, 50];

/** Tables of colours in which equal steps look equal. */
export const colourMapNames = ['inferno', 'magma', 'plasma', 'viridis', 'cividis'] as const;
export type ColourMapName = (typeof colourMapNames)[number];

/** How saliency maps look. */
export interface SaliencyStyle {
  readonly colourMap: ColourMapName;
  /** What is weaker is not drawn; 0 to below 1, as a part of the strongest in the frame. */
  readonly threshold: number;
}

/** Over the host's own image, or the network's image, the map and both beside one another. */
export type SaliencyLayout = 'overlay' | 'sideBySide';
