import { randomStream } from '@echonet/models/random';
import { scanPlane, varyPlane, type ScanPlane } from '../heart';
import { drawPatient, type PhantomPatient } from '../patient';
import { drawScreenLook, type ScreenLook } from '../screen/screen-look';
import { drawMachine, type Machine } from '../ultrasound/machine';
import { varyMachine } from '../ultrasound/vary-machine';
import { phantomViews, type PhantomClip } from './phantom-clip';

/** What a clip shows, and with which machine. */
export interface PhantomSetting {
  readonly patient: PhantomPatient;
  readonly plane: ScanPlane;
  readonly machine: Machine;
  /** Absent for the usual screen. */
  readonly look?: ScreenLook;
}

/** Draws patient, plane and machine. The order of the draws is part of the seed's meaning. */
export function drawSetting({
  seed,
  index,
  leadShare,
  view,
  take,
  varied,
}: Omit<PhantomClip, 'format'>) {
  const key = [seed, index, view, take].join('/');
  const random = randomStream('clip', key);
  const patient = drawPatient(seed, index, { leadShare, varied });
  const planes = phantomViews[view];
  const plane = scanPlane(planes[Math.floor(random() * planes.length)], patient, random);
  const machine = drawMachine(random, plane.imagingDepth);
  const setting = { patient, plane, machine };
  return { key, random, ...(varied ? varySetting(setting, key) : setting) };
}

/** @param key of what is random in the variation; the setting's patient is varied already */
export function varySetting(
  { patient, plane, machine }: PhantomSetting,
  key: string,
): Required<PhantomSetting> {
  const varied = varyPlane(plane, patient, randomStream('varied plane', key));
  const { imagingDepth } = varied;
  const focusCm = (machine.focusCm * imagingDepth) / machine.depthCm;
  return {
    patient,
    plane: varied,
    machine: varyMachine(
      { ...machine, depthCm: imagingDepth, focusCm },
      randomStream('varied machine', key),
    ),
    look: drawScreenLook(randomStream('varied screen', key)),
  };
}
