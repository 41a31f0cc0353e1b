import type { Make } from '../ultrasound/machine';
import type { Colour } from './canvas';

/** Layout and colours of the annotations of a make. */
export interface AnnotationStyle {
  readonly text: Colour;
  readonly marks: Colour;
  /** Depth ticks in a column at the screen's side or along the sector's edge. */
  readonly ticks: 'column' | 'edge';
  readonly ticksSide: 'left' | 'right';
  readonly tickForm: 'line' | 'dot';
  readonly tickNumbers: boolean;
  readonly greyBar: boolean;
  /** Orientation mark beside the probe. */
  readonly logo: 'circle' | 'letter';
  readonly menu: boolean;
  /** Probability that the clip has an ECG, 0..1. */
  readonly ecgShare: number;
  readonly ecg: Colour;
  /** True: the trace scrolls, with now at its right end. False: it stands while a mark moves over it. */
  readonly ecgScrolls: boolean;
}

const white: Colour = [215, 215, 215];
const grey: Colour = [150, 150, 150];
const yellow: Colour = [205, 195, 110];
const green: Colour = [70, 190, 160];

export const annotationStyles: Readonly<Record<Make, AnnotationStyle>> = {
  cart: {
    text: grey,
    marks: yellow,
    ticks: 'edge',
    ticksSide: 'left',
    tickForm: 'line',
    tickNumbers: true,
    greyBar: true,
    logo: 'letter',
    menu: false,
    ecgShare: 0.9,
    ecg: green,
    ecgScrolls: false,
  },
  premium: {
    text: white,
    marks: white,
    ticks: 'edge',
    ticksSide: 'right',
    tickForm: 'dot',
    tickNumbers: false,
    greyBar: true,
    logo: 'circle',
    menu: false,
    ecgShare: 0.85,
    ecg: white,
    ecgScrolls: true,
  },
  portable: {
    text: grey,
    marks: grey,
    ticks: 'column',
    ticksSide: 'right',
    tickForm: 'dot',
    tickNumbers: false,
    greyBar: false,
    logo: 'circle',
    menu: true,
    ecgShare: 0.2,
    ecg: green,
    ecgScrolls: true,
  },
  classic: {
    text: yellow,
    marks: white,
    ticks: 'column',
    ticksSide: 'left',
    tickForm: 'line',
    tickNumbers: false,
    greyBar: true,
    logo: 'letter',
    menu: false,
    ecgShare: 0.75,
    ecg: yellow,
    ecgScrolls: true,
  },
};
