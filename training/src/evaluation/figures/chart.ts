/** A point of a figure, in data units. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What layers have in common. */
interface LayerStyle {
  readonly colour: string;
  /** 0..1; 1 where it is not given. */
  readonly opacity?: number;
  /** Shown in the legend; a layer without one is not. */
  readonly label?: string;
}

interface StrokeStyle {
  /** Width in pixels; 2 where it is not given. */
  readonly width?: number;
  /** Lengths of dashes and gaps in pixels; none where it is not given. */
  readonly dash?: readonly number[];
}

/** One set of marks. */
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
      /** Area of a point in square pixels; 30 where it is not given. */
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
      /** Pixels to the right and down. */
      readonly shift?: readonly [right: number, down: number];
    });

/** One axis: numbers, or a name for each of 0, 1, 2 ... from the top. */
export interface Axis {
  /** With the unit. */
  readonly title: string;
  readonly domain: readonly [low: number, high: number];
  readonly names?: readonly string[];
  /** Where the ticks are; at about six round numbers where it is not given. */
  readonly ticks?: readonly number[];
}

/** A figure, whatever draws it. Later layers lie over earlier ones. */
export interface Chart {
  readonly title: string;
  readonly subtitle: string;
  /** What the figure shows, for those who do not see it. */
  readonly description: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly layers: readonly Layer[];
  /** Pixels of the whole image; 480 x 400 where it is not given. */
  readonly height?: number;
}
