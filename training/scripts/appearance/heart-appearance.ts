import { structureNames } from '@echonet/phantom/structures';
import {
  alongBeams,
  appearanceOf,
  appearanceRows,
  type Appearance,
  type EchoImage,
} from '@echonet/phantom/appearance';

/** Where the left ventricle lies in the sector, and how large its parts are. */
export interface HeartPlace {
  readonly halfAngleDegrees: number;
  readonly depthCm: number;
  /** Of the cavity's apex and of the mitral plane from the probe, fractions of the depth. */
  readonly apex: number;
  readonly base: number;
  readonly cavityOfSector: number;
  readonly wallOverCavity: number;
  readonly atriumOverCavity: number;
}

export interface HeartAppearance extends Appearance {
  readonly place: HeartPlace;
}

/** @param codes of structureNames, one a pixel */
export function heartAppearance(image: EchoImage, codes: Uint8Array): HeartAppearance {
  return { ...appearanceOf(alongBeams(image)), place: placeOf(image, codes) };
}

function placeOf({ fan, Columns }: EchoImage, codes: Uint8Array): HeartPlace {
  const { tipX, tipY, innerRadius, outerRadius, leftAngle, rightAngle, pixelsPerCm } = fan;
  const counts = new Float64Array(structureNames.length);
  let [nearest, farthest] = [Infinity, 0];
  codes.forEach((code, i) => {
    counts[code]++;
    if (code === leftVentricle) {
      const [x, y] = [(i % Columns) + 0.5 - tipX, Math.floor(i / Columns) + 0.5 - tipY];
      const radius = Math.hypot(x, y);
      nearest = Math.min(nearest, radius);
      farthest = Math.max(farthest, radius);
    }
  });
  const depth = outerRadius - innerRadius;
  const sector = ((rightAngle - leftAngle) / 2) * (outerRadius ** 2 - innerRadius ** 2);
  const cavity = counts[leftVentricle];
  return {
    halfAngleDegrees: ((rightAngle - leftAngle) * 90) / Math.PI,
    depthCm: depth / pixelsPerCm,
    apex: (nearest - innerRadius) / depth,
    base: (farthest - innerRadius) / depth,
    cavityOfSector: cavity / sector,
    wallOverCavity: counts[wall] / cavity,
    atriumOverCavity: counts[atrium] / cavity,
  };
}

const [leftVentricle, wall, atrium] = (['LV', 'LVWall', 'LA'] as const).map((name) =>
  structureNames.indexOf(name),
);

export interface HeartRow {
  readonly name: string;
  readonly digits: number;
  readonly value: (appearance: HeartAppearance) => number;
}

const ofPlace = (name: string, digits: number, value: (place: HeartPlace) => number): HeartRow => ({
  name,
  digits,
  value: ({ place }) => value(place),
});

export const heartRows: readonly HeartRow[] = [
  ...appearanceRows,
  ofPlace('half opening angle, degrees', 0, ({ halfAngleDegrees }) => halfAngleDegrees),
  ofPlace('depth, cm', 1, ({ depthCm }) => depthCm),
  ofPlace('apex of the cavity, % of the depth', 0, ({ apex }) => 100 * apex),
  ofPlace('mitral plane, % of the depth', 0, ({ base }) => 100 * base),
  ofPlace('LV cavity, % of the sector', 0, ({ cavityOfSector }) => 100 * cavityOfSector),
  ofPlace('LV wall over cavity, area', 2, ({ wallOverCavity }) => wallOverCavity),
  ofPlace('LA over LV cavity, area', 2, ({ atriumOverCavity }) => atriumOverCavity),
];
