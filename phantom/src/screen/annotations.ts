import type { RandomStream } from '@echonet/models/random';
import { Sampler } from '../math/sampler';
import type { Machine } from '../ultrasound/machine';
import { annotationStyles, type AnnotationStyle } from './annotation-style';
import { fill, line, paint, textWidth, write, type Screen } from './canvas';
import { lineHeight, textScale } from './font';
import type { SectorGeometry } from './sector-geometry';

/** Annotations on the screen of one clip. */
export interface ScreenAnnotations {
  readonly style: AnnotationStyle;
  readonly topLeft: readonly string[];
  readonly topRight: readonly string[];
  readonly heartRate: string;
  readonly showsEcg: boolean;
  /** Time across the ECG trace. */
  readonly ecgSpanMs: number;
  readonly depthCm: number;
  readonly focusCm: number;
}

/** Fictitious patients' names. */
const familyNames = ['PHANTOM', 'SPECIMEN', 'EXAMPLE', 'SAMPLE', 'MODEL', 'TESTER'];
const givenNames = ['ADA', 'BO', 'CLARA', 'DAN', 'EVE', 'FRED', 'GRETA', 'HUGO'];

export function drawAnnotations(
  random: RandomStream,
  machine: Machine,
  heartRate: number,
): ScreenAnnotations {
  const sampler = new Sampler(random);
  const digits = (count: number): string =>
    Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
  const style = annotationStyles[machine.make];
  const identity = `${sampler.pick(familyNames)}, ${sampler.pick(givenNames)}`;
  const settings = {
    cart: [
      `1${digits(1)}/0${1 + Math.floor(9 * random())}/201${digits(1)} 1${digits(1)}:3${digits(1)}`,
      'CARDIAC',
    ],
    premium: [
      'ADULT ECHO',
      `${Math.round(1000 / machine.frameTimeMs)}HZ`,
      `${Math.round(machine.depthCm)}CM`,
      '2D',
      `${50 + Math.floor(30 * random())}%`,
      `C ${Math.round(machine.dynamicRangeDb)}`,
    ],
    portable: ['GEN THI', 'S'],
    classic: [
      `${machine.frequencyMHz.toFixed(1)}MHZ`,
      `DR ${Math.round(machine.dynamicRangeDb)}DB`,
    ],
  }[machine.make];
  return {
    style,
    topLeft: [
      'SIMULATED ECHO',
      ...(random() < 0.7 ? [identity, `ID ${digits(6)}`] : []),
      ...settings,
    ],
    topRight: [`TIS0.${digits(1)} MI 1.${digits(1)}`, ...(random() < 0.5 ? ['M3'] : [])],
    heartRate: `${heartRate}${machine.make === 'premium' ? 'BPM' : ' HR'}`,
    showsEcg: random() < style.ecgShare,
    ecgSpanMs: 1500 + 2000 * random(),
    depthCm: machine.depthCm,
    focusCm: machine.focusCm,
  };
}

/** Paints all annotations but the ECG. */
export function paintAnnotations(
  screen: Screen,
  geometry: SectorGeometry,
  machine: Pick<Machine, 'halfAngle' | 'tipAboveFaceCm'>,
  annotations: ScreenAnnotations,
): void {
  const { Rows, Columns } = screen;
  const { style, topLeft, topRight, heartRate } = annotations;
  const scale = textScale(Rows);
  const margin = Math.round(Columns * 0.012);
  topLeft.forEach((text, row) => {
    write(screen, text, [margin, margin + row * lineHeight * scale], style.text, scale);
  });
  topRight.forEach((text, row) => {
    const left = Columns - margin - textWidth(text, scale);
    write(screen, text, [left, margin + row * lineHeight * scale], style.text, scale);
  });
  // In the corner without the depth scale.
  const corner =
    style.ticks === 'column' && style.ticksSide === 'right'
      ? [margin, Math.round(0.88 * Rows)]
      : [Columns - margin - textWidth(heartRate, scale), Rows - margin - 8 * scale];
  write(screen, heartRate, [corner[0], corner[1]], style.text, scale);
  paintTicks(screen, geometry, machine, annotations, scale);
  paintLogo(screen, geometry, style, scale);
  if (style.greyBar) {
    const x = Columns - margin - 6 * scale;
    const [top, bottom] = [Rows * 0.14, Rows * 0.38];
    for (let y = Math.round(top); y < bottom; y++) {
      const level = 255 * (1 - (y - top) / (bottom - top));
      fill(screen, [x, y, x + 6 * scale, y + 1], [level, level, level]);
    }
  }
  if (style.menu) {
    const top = Rows - 9 * scale;
    fill(screen, [Columns * 0.12, top, Columns * 0.88, Rows], [28, 36, 60]);
    ['GEN', '0', 'SECTOR', 'MB', 'ON', '1/3'].forEach((text, at) => {
      write(screen, text, [Columns * (0.15 + 0.12 * at), top + scale], [90, 110, 160], scale);
    });
  }
}

/** A tick per centimetre, every fifth longer, and a mark at the focus. */
function paintTicks(
  screen: Screen,
  geometry: SectorGeometry,
  { halfAngle, tipAboveFaceCm: tip }: Pick<Machine, 'halfAngle' | 'tipAboveFaceCm'>,
  { style, depthCm, focusCm }: ScreenAnnotations,
  scale: number,
): void {
  const { faceX, faceY, pixelsPerCm } = geometry;
  const side = style.ticksSide === 'left' ? -1 : 1;
  /** A point a few pixels outside the sector's edge, or in the column at the screen's side. */
  const at = (cm: number, out: number): [number, number] => {
    if (style.ticks === 'column') {
      const x = side < 0 ? 3 + 2 * scale + out : screen.Columns - 4 - 6 * scale - out;
      return [x, faceY + cm * pixelsPerCm];
    }
    const radius = (cm + tip) * pixelsPerCm;
    const away = out + 3 * scale;
    return [
      faceX + side * (radius * Math.sin(halfAngle) + away * Math.cos(halfAngle)),
      faceY - tip * pixelsPerCm + radius * Math.cos(halfAngle) - away * Math.sin(halfAngle),
    ];
  };
  for (let cm = 0; cm <= depthCm; cm++) {
    const length = (cm % 5 === 0 ? 4 : 2) * scale;
    if (style.tickForm === 'line') {
      line(screen, at(cm, 0), at(cm, length), style.marks);
    } else {
      const [x, y] = at(cm, 0);
      fill(screen, [x, y, x + scale, y + scale], style.marks);
    }
    if (style.tickNumbers && cm > 0 && cm % 5 === 0) {
      const [x, y] = at(cm, length + 3 * scale);
      const number = `${cm}`;
      const shift = side < 0 ? textWidth(number, scale) : 0;
      write(screen, number, [x - shift, y - 4 * scale], style.marks, scale);
    }
  }
  if (style.ticks === 'column') {
    const number = `${Math.round(depthCm)}`;
    const [x, y] = at(depthCm, 0);
    write(screen, number, [x - textWidth(number, scale) / 2, y + 4 * scale], style.marks, scale);
  }
  const [x, y] = at(focusCm, 6 * scale);
  for (let row = -2 * scale; row <= 2 * scale; row++) {
    line(screen, [x, y + row], [x + 3 * scale - Math.abs(row), y + row], style.marks);
  }
}

function paintLogo(
  screen: Screen,
  geometry: SectorGeometry,
  style: AnnotationStyle,
  scale: number,
): void {
  const x = geometry.faceX + screen.Columns * 0.06;
  const y = geometry.faceY - 2 * scale;
  if (style.logo === 'letter') {
    write(screen, 'V', [x, y - 4 * scale], style.marks, 2 * scale);
    return;
  }
  for (let angle = 0; angle < 2 * Math.PI; angle += 0.05) {
    paint(screen, x + 4 * scale * Math.cos(angle), y + 4 * scale * Math.sin(angle), style.marks);
  }
}
