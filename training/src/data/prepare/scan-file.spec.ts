import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { samplePath } from '@echonet/dicom/testing';
import { scanFile } from './scan-file';

const faults = samplePath('faults');
const withFaults = faults ? describe : describe.skip;

withFaults('scanFile on the fault samples (skipped where ../shared/samples is missing)', () => {
  it('tells a stage of a stress test from a clip at rest', async () => {
    const stageOf = async (name: string) => {
      const scan = await scanFile(path.join(faults!, name));
      return 'unreadable' in scan ? scan.unreadable : scan.stressStage;
    };
    expect(await stageOf('stress-peak.dcm')).toBe('PEAK');
    expect(await stageOf('apex-up-reference.dcm')).toBeUndefined();
  });
});
