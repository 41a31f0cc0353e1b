import type { PhantomSetting } from '@echonet/phantom';

/** A change of patient, probe or machine that leaves the heart and its volumes as they are. */
export interface ScannerShift {
  readonly name: string;
  readonly change: (setting: PhantomSetting) => PhantomSetting;
}

const machine =
  (change: (usual: PhantomSetting['machine']) => Partial<PhantomSetting['machine']>) =>
  (setting: PhantomSetting): PhantomSetting => ({
    ...setting,
    machine: { ...setting.machine, ...change(setting.machine) },
  });

const acoustics =
  (change: Partial<PhantomSetting['patient']['acoustics']>) =>
  ({ patient, ...setting }: PhantomSetting): PhantomSetting => ({
    ...setting,
    patient: { ...patient, acoustics: { ...patient.acoustics, ...change } },
  });

type Vector = PhantomSetting['plane']['origin'];

const added = (a: Vector, b: Vector, scale: number): Vector => [
  a[0] + scale * b[0],
  a[1] + scale * b[1],
  a[2] + scale * b[2],
];

/** The probe beside the apex, still aimed as before: the plane cuts the ventricle short. */
const foreshortened =
  (cm: number) =>
  ({ plane, ...setting }: PhantomSetting): PhantomSetting => {
    const angle = Math.atan2(cm, aimedAtCm);
    const turned = (of: Vector, towards: Vector, sign: number) =>
      added(scaled(of, Math.cos(angle)), towards, sign * Math.sin(angle));
    return {
      ...setting,
      plane: {
        ...plane,
        origin: added(plane.origin, plane.elevation, cm),
        depth: turned(plane.depth, plane.elevation, -1),
        elevation: turned(plane.elevation, plane.depth, 1),
      },
    };
  };

/** Distance from the probe to what it is aimed at, the mitral plane, about. */
const aimedAtCm = 10;

const scaled = (a: Vector, scale: number): Vector => added([0, 0, 0], a, scale);

/** A ramp over the depth, from -db at the probe to db at the bottom. */
const timeGain = (db: number) =>
  machine(({ timeGainErrorsDb }) => ({
    timeGainErrorsDb: timeGainErrorsDb.map(
      (error, i) => error + db * ((2 * i) / (timeGainErrorsDb.length - 1) - 1),
    ),
  }));

export const scannerShifts: readonly ScannerShift[] = [
  { name: 'none', change: (setting) => setting },
  { name: 'sector x 0.62', change: machine(({ halfAngle }) => ({ halfAngle: 0.62 * halfAngle })) },
  { name: 'depth x 0.78', change: machine(({ depthCm }) => ({ depthCm: 0.78 * depthCm })) },
  { name: 'depth + 4 cm', change: machine(({ depthCm }) => ({ depthCm: depthCm + 4 })) },
  { name: 'probe 1 cm beside the apex', change: foreshortened(1) },
  { name: 'probe 2 cm beside the apex', change: foreshortened(2) },
  {
    name: 'fine speckle (frequency x 1.5, pulse x 0.7)',
    change: machine(({ frequencyMHz, pulsePeriods }) => ({
      frequencyMHz: 1.5 * frequencyMHz,
      pulsePeriods: 0.7 * pulsePeriods,
    })),
  },
  {
    name: 'coarse speckle (frequency x 0.7, pulse x 1.4)',
    change: machine(({ frequencyMHz, pulsePeriods }) => ({
      frequencyMHz: 0.7 * frequencyMHz,
      pulsePeriods: 1.4 * pulsePeriods,
    })),
  },
  { name: 'gain - 8 dB', change: machine(({ gainDb }) => ({ gainDb: gainDb - 8 })) },
  { name: 'gain + 8 dB', change: machine(({ gainDb }) => ({ gainDb: gainDb + 8 })) },
  { name: 'time gain: near - 8, far + 8 dB', change: timeGain(8) },
  { name: 'time gain: near + 8, far - 8 dB', change: timeGain(-8) },
  { name: 'frame averaging of 200 ms', change: machine(() => ({ persistenceMs: 200 })) },
  { name: 'filter against speckle', change: machine(() => ({ speckleReduction: 0.8 })) },
  { name: 'near-field haze', change: acoustics({ nearFieldClutter: 1 }) },
  {
    name: 'spontaneous contrast',
    change: acoustics({ bloodGainDb: 12, bloodDrift: 0.15 }),
  },
];
