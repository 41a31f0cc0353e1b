export type DrawnPart = 'LV' | 'LVWall' | 'LA' | 'axis' | 'annulus' | 'second';

export interface LineStyle {
  readonly colour: string;
  /** CSS pixels. */
  readonly width: number;
  /** CSS pixels on and off; solid unless given. */
  readonly dash?: readonly number[];
}

/**
 * Colours that readers with colour vision deficiency tell apart (Okabe and Ito, Color Universal Design,
 * 2008); the dashes tell the lines apart without colour.
 */
export const lineStyles: Readonly<Record<DrawnPart, LineStyle>> = {
  LV: { colour: '#56b4e9', width: 2 },
  LVWall: { colour: '#e69f00', width: 1.5, dash: [7, 4] },
  LA: { colour: '#cc79a7', width: 2, dash: [3, 3] },
  axis: { colour: '#ffffff', width: 1, dash: [4, 5] },
  annulus: { colour: '#f0e442', width: 2.5 },
  /** Every structure of the second of two models that are compared. */
  second: { colour: '#d55e00', width: 2, dash: [10, 4, 2, 4] },
};

/** Around every line, so that it shows on bright tissue. */
export const casing = { colour: 'rgb(0 0 0 / 0.55)', width: 2 } as const;
