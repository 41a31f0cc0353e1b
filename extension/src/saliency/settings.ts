import type { SaliencyMethod as AnySaliencyMethod } from '@echonet/models';

/** The methods that the viewer offers: those that take seconds rather than minutes a frame. */
export const saliencyMethods = [
  'gradient',
  'smoothGrad',
  'integratedGradients',
] as const satisfies readonly AnySaliencyMethod[];

/** A model that is an ONNX file gives no gradients: its maps are of occlusion, whatever is chosen. */
export const allSaliencyMethods = [...saliencyMethods, 'occlusion'] as const;
export type SaliencyMethod = (typeof allSaliencyMethods)[number];

/** Numbers of images to average over; more take longer and give smoother maps. */
export const sampleCounts: readonly number[] = [5, 10, 20, 50];

/** Perceptually uniform colour maps. */
export const colourMapNames = ['inferno', 'magma', 'plasma', 'viridis', 'cividis'] as const;
export type ColourMapName = (typeof colourMapNames)[number];

export interface SaliencyStyle {
  readonly colourMap: ColourMapName;
  /** Values below are not drawn; 0 to below 1, as a fraction of the frame's maximum. */
  readonly threshold: number;
}

/** Over the viewport's image, or network input, map and overlay side by side. */
export type SaliencyLayout = 'overlay' | 'sideBySide';
