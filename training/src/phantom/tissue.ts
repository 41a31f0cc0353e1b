import type { HeartShape } from './heart-cycle';
import { truncation, type Anatomy } from './patient';

/** Backscatter amplitudes, relative to myocardium. */
const blood = 0.012;
const myocardium = 1;
const pericardium = 3.2;
const atrialWall = 1.3;
const leaflet = 2.4;
const rightWall = 0.9;

/** Fat and lung around the heart: bright beside it, fading over a few centimetres. */
const surroundings = (distance: number): number => 0.05 + 0.34 * Math.exp(-distance / 1.6);

/** Thin structures in cm. */
const rightWallThickness = 0.35;
const atrialWallThickness = 0.22;
const leafletThickness = 0.13;

/**
 * Backscatter amplitude at a point of the apical four-chamber plane.
 *
 * @param u cm along the long axis of the left ventricle, 0 at the endocardial apex, growing to the base
 * @param w cm across it, positive towards the lateral wall, negative towards the right heart
 */
export type Tissue = (u: number, w: number) => number;

/** Cavity radius of the left ventricle at u, cm; 0 beyond the apex. */
function cavityRadius(radius: number, length: number, u: number): number {
  const semiAxis = length / (1 + truncation);
  const x = (u - semiAxis) / semiAxis;
  return x <= -1 || x >= 1 ? 0 : radius * Math.sqrt(1 - x * x);
}

/** An ellipse below the valves; lengths in cm. */
interface Atrium {
  readonly length: number;
  /** Half of its width. */
  readonly half: number;
  /** Position w of its centre. */
  readonly centre: number;
}

/** Both atria of one moment: side by side, the left one under the mitral valve. */
function atria(anatomy: Anatomy, shape: HeartShape): { leftAtrium: Atrium; rightAtrium: Atrium } {
  const basalRadius = cavityRadius(shape.radius, shape.length, shape.length);
  const leftHalf = (anatomy.leftAtriumWidth / 2) * Math.sqrt(shape.atrialScale);
  const rightHalf = (anatomy.rightAtriumWidth / 2) * Math.sqrt(shape.atrialScale);
  const leftCentre = Math.max(-basalRadius * 0.2, leftHalf - basalRadius - 0.1);
  return {
    leftAtrium: {
      length: anatomy.leftAtriumLength * shape.atrialScale,
      half: leftHalf,
      centre: leftCentre,
    },
    rightAtrium: {
      length: anatomy.rightAtriumLength * shape.atrialScale,
      half: rightHalf,
      centre: leftCentre - leftHalf - 0.25 - rightHalf,
    },
  };
}

/** The heart of one moment as a map of amplitudes. */
export function heartTissue(anatomy: Anatomy, shape: HeartShape): Tissue {
  const { length, radius, wallThickness: wall, mitralOpening } = shape;
  const basalRadius = cavityRadius(radius, length, length);
  const rightWidth = anatomy.rightVentricleWidth * shape.rightScale;
  const rightStart = 0.22 * length;
  const septumBase = -(basalRadius + wall);

  const { leftAtrium, rightAtrium } = atria(anatomy, shape);

  /** Normalised distance from an atrium's centre: below 1 inside. */
  const inAtrium = (atrium: Atrium, u: number, w: number, grow: number): number => {
    const halfLength = atrium.length / 2 + grow;
    const x = (u - length - 0.15 - atrium.length / 2) / halfLength;
    const y = (w - atrium.centre) / (atrium.half + grow);
    return x * x + y * y;
  };

  const mitral = leaflets(basalRadius, 0, length, mitralOpening, 0.45);
  const rightCentre = septumBase - rightWidth / 2;
  const tricuspid = leaflets(rightWidth / 2, rightCentre, length, mitralOpening, 0.35);

  return (u, w) => {
    if (u >= length - 2.4 && u <= length + 0.15) {
      if (mitral(u, w) || tricuspid(u, w)) return leaflet;
    }
    if (u <= length) {
      const inner = cavityRadius(radius, length, u);
      const outer = cavityRadius(radius + wall, length + wall, u + wall);
      const across = Math.abs(w);
      if (u > 0 && across < inner) return blood;
      if (across < outer) {
        // Fibres run around the cavity: the middle of the wall scatters less than its borders.
        const depth = inner > 0 ? (across - inner) / (outer - inner) : 0.5;
        return myocardium * (0.75 + 0.5 * Math.abs(depth - 0.5) * 2);
      }
      if (w >= 0) return across < outer + 0.16 ? pericardium : surroundings(across - outer);
      if (u > rightStart) {
        const along = (u - rightStart) / (length - rightStart);
        const width = rightWidth * along ** 0.55;
        const beyond = across - outer;
        if (beyond < width) return blood;
        if (beyond < width + rightWallThickness) return rightWall;
        return beyond < width + rightWallThickness + 0.14
          ? pericardium
          : surroundings(beyond - width);
      }
      return across < outer + 0.16 ? pericardium : surroundings(across - outer);
    }
    if (inAtrium(leftAtrium, u, w, 0) < 1 || inAtrium(rightAtrium, u, w, 0) < 1) return blood;
    if (
      inAtrium(leftAtrium, u, w, atrialWallThickness) < 1 ||
      inAtrium(rightAtrium, u, w, atrialWallThickness) < 1
    ) {
      return atrialWall;
    }
    const beside = Math.min(
      Math.abs(w - leftAtrium.centre) - leftAtrium.half,
      Math.abs(w - rightAtrium.centre) - rightAtrium.half,
    );
    return surroundings(Math.max(0, beside));
  };
}

/**
 * Two leaflets of a valve in the plane u = base: closed they meet at the centre, tented towards
 * the ventricle; open they hang into it.
 */
function leaflets(
  half: number,
  centre: number,
  base: number,
  opening: number,
  tenting: number,
): (u: number, w: number) => boolean {
  const tipAcross = half * 0.72 * opening;
  const tipAlong = base - tenting - (half * 0.95 - tenting) * opening;
  const along = tipAlong - base;
  const across = tipAcross - half;
  const squared = along * along + across * across;
  return (u, w) => {
    const x = u - base;
    const y = Math.abs(w - centre) - half;
    const t = Math.min(1, Math.max(0, (x * along + y * across) / squared));
    const dx = x - t * along;
    const dy = y - t * across;
    return dx * dx + dy * dy < leafletThickness * leafletThickness;
  };
}

/**
 * Way of a pacing lead through the right heart: from the roof of the right atrium through the
 * tricuspid valve to the right ventricular apex, as points (u, w) in cm.
 */
export function leadPath(anatomy: Anatomy, shape: HeartShape): [u: number, w: number][] {
  const { length, wallThickness, radius } = shape;
  const basalRadius = cavityRadius(radius, length, length);
  const width = anatomy.rightVentricleWidth * shape.rightScale;
  const valve = -(basalRadius + wallThickness + width * 0.55);
  const apexU = 0.38 * length;
  const septum = cavityRadius(
    radius + wallThickness,
    length + wallThickness,
    apexU + wallThickness,
  );
  const apexW = -(septum + width * 0.25);
  const { rightAtrium } = atria(anatomy, shape);
  const control: [number, number][] = [
    [length + rightAtrium.length, rightAtrium.centre - 0.3],
    [length + 1.8, rightAtrium.centre],
    [length - 0.2, valve],
    [length * 0.68, (valve + apexW) / 2 - 0.25],
    [apexU, apexW],
  ];
  const path: [number, number][] = [];
  for (let part = 0; part < control.length - 1; part += 1) {
    const [a, b] = [control[part], control[part + 1]];
    for (let step = 0; step < 40; step += 1) {
      const t = step / 40;
      path.push([a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]);
    }
  }
  return path;
}
