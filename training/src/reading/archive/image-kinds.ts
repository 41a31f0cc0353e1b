/** Objects beside the structured report, which is always stored. */
export const imageKinds = ['pdf', 'capture'] as const;
export type ImageKind = (typeof imageKinds)[number];
