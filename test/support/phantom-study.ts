import { readClipHeader } from '@echonet/models';
import { readCine } from '@echonet/training/src/dicom';
import { encodeCine } from '@echonet/training/src/dicom/write-cine';
import { phantomAttributes } from '@echonet/training/src/phantom/dicom-attributes';
import { drawPatient } from '@echonet/training/src/phantom/patient';
import { renderClip, type CineFormat } from '@echonet/training/src/phantom/render-clip';
import type { StoredClip } from './study';

/** What one clip of a study is. */
export interface PhantomSeries {
  readonly seriesDescription: string;
  readonly frameCount: number;
  /** Attributes that replace those of a plain B-mode cine. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** Several simulated A4C clips of one patient in one study, in the order of their series. */
export async function phantomStudy(seed: number, series: PhantomSeries[]): Promise<StoredClip[]> {
  const patient = drawPatient(seed, 0, 0);
  return Promise.all(
    series.map(async ({ seriesDescription, frameCount, more = {} }, i) => {
      const format: CineFormat = { Rows: 240, Columns: 320, frameCount, frameTimeMs: 50 };
      const clip = renderClip(seed + i, patient, format);
      const place = {
        seed,
        studyDescription: 'Simulated echocardiogram',
        seriesDescription,
        seriesNumber: i + 1,
      };
      const file = await encodeCine({
        ...clip,
        Rows: format.Rows,
        Columns: format.Columns,
        transferSyntax: 'jpeg-baseline',
        attributes: { ...phantomAttributes(patient, place, clip, format), ...more },
      });
      const { instance } = await readCine(file);
      return {
        file,
        StudyInstanceUID: String(instance.StudyInstanceUID),
        header: readClipHeader(instance),
        origin: 'phantom' as const,
      };
    }),
  );
}
