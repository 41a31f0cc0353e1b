import { fieldsOfLabels, isMeasured, measureFrame } from '@echonet/models/measures';
import { taskDefinition } from '@echonet/models/tasks';
import type { StructureMask } from './structure-mask';

/**
 * Volumes of the left ventricle by the single-plane method of disks, its ejection fraction, and the
 * volume of the left atrium at end-systole by area and length (Lang et al. 2015), by task id.
 * Without a scale the ejection fraction alone; values that cannot be true are absent.
 *
 * @param mmPerPixel of the masks
 */
export function measuredLabels(
  ed: StructureMask,
  es: StructureMask,
  mmPerPixel?: number,
): Record<string, number> {
  const scale =
    mmPerPixel === undefined ? undefined : { mmPerPixelX: mmPerPixel, mmPerPixelY: mmPerPixel };
  const [diastole, systole] = [ed, es].map(({ codes, Columns, Rows }) =>
    measureFrame(fieldsOfLabels(codes, Columns, Rows), scale),
  );
  if (!isMeasured(diastole) || !isMeasured(systole)) {
    return {};
  }
  const EDV = diastole.ventricle.volumeDisks;
  const ESV = systole.ventricle.volumeDisks;
  const measured = [
    ['EF', (100 * (EDV - ESV)) / EDV],
    ...(scale
      ? ([
          ['EDV', EDV],
          ['ESV', ESV],
          ['LAVolume', systole.atrium?.size.volumeAreaLength],
        ] as const)
      : []),
  ] as const;
  return Object.fromEntries(
    measured.flatMap(([id, value]) => {
      const [least, most] = taskDefinition(id)!.plausible;
      const isPlausible = value !== undefined && value >= least && value <= most;
      return isPlausible ? [[id, Number(value.toFixed(2))] as const] : [];
    }),
  );
}
