/** In data units. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

interface LayerStyle {
  readonly colour: string;
  /** 0..1; 1 by default. */
  readonly opacity?: number;
  /** Legend entry; none by default. */
  readonly label?: string;
}

interface StrokeStyle {
  /** Pixels; 2 by default. */
  readonly width?: number;
  /** Lengths of dashes and gaps in pixels; solid by default. */
  readonly dash?: readonly number[];
}

/** One set of marks of a chart. */
export type Layer =
  | (LayerStyle & StrokeStyle & { readonly kind: 'line'; readonly points: readonly Point[] })
  | (LayerStyle & {
      readonly kind: 'band';
      readonly points: readonly {
        readonly x: number;
        readonly low: number;
        readonly high: number;
      }[];
    })
  | (LayerStyle & {
      readonly kind: 'points';
      readonly points: readonly Point[];
      /** Area in square pixels; 30 by default. */
      readonly size?: number;
      readonly shape?: 'circle' | 'square' | 'diamond';
    })
  | (LayerStyle &
      StrokeStyle & {
        readonly kind: 'segments';
        readonly segments: readonly { readonly from: Point; readonly to: Point }[];
      })
  | (LayerStyle & {
      readonly kind: 'text';
      readonly texts: readonly (Point & { readonly text: string })[];
      readonly align: 'left' | 'right' | 'center';
      /** Pixels. */
      readonly shift?: readonly [right: number, down: number];
    });

/** A numeric axis, or with `names` a categorical one: names of 0, 1, 2 ... from the top. */
export interface Axis {
  /** Including the unit. */
  readonly title: string;
  readonly domain: readonly [low: number, high: number];
  readonly names?: readonly string[];
  /** Tick values; about six round numbers by default. */
  readonly ticks?: readonly number[];
}

/** A figure independent of the plotting library. Later layers are drawn over earlier ones. */
export interface Chart {
  readonly title: string;
  readonly subtitle: string;
  /** Text alternative for screen readers. */
  readonly description: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly layers: readonly Layer[];
  /** Height of the image in pixels; 400 by default. */
  readonly height?: number;
}
