import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { chooseValues, readMeasurements, readPatientAttributes } from '@echonet/dicom';
import { readCine } from '@echonet/dicom/node';
import { drawPatient, encodeProcedureReport, phantomLabels } from '@echonet/phantom';

const seed = 9;
const encode = (index: number) => encodeProcedureReport(seed, drawPatient(seed, index), 2);

describe('the echo report of a phantom', () => {
  it('is read back as exactly the labels, for every patient', async () => {
    for (let index = 0; index < 20; index++) {
      const patient = drawPatient(seed, index);
      const { instance } = await readCine(encode(index));
      const { measurements, passedOver } = readMeasurements(instance);
      const { values } = chooseValues([{ measurements }]);
      const read = Object.fromEntries(
        Object.entries(values).map(([task, { value }]) => [task, value]),
      );
      const { EF, EDV, ESV, LAVolume, RADimension, ...others } = phantomLabels(patient);
      expect(read).toEqual({ EF, EDV, ESV, LAVolume, RADimension });
      expect(passedOver).toEqual([]);
      expect(readPatientAttributes(instance)).toMatchObject({
        ageYears: others.age,
        sex: others.sex === 1 ? 'male' : 'female',
        weightKg: others.weight,
        heightM: others.height,
      });
    }
  });

  it('states that its values are simulated, and is no report of TID 1500', async () => {
    const { instance } = await readCine(encode(0));
    expect(instance.ConceptNameCodeSequence).toMatchObject([{ CodeValue: '125200' }]);
    expect(instance.RelationshipType).toBeUndefined();
    expect(JSON.stringify(instance.ContentSequence)).toMatch(/Simulated patient/);
  });

  const validator = which('dciodvfy');
  (validator ? it : it.skip)('is valid to dciodvfy of dicom3tools, where that is installed', () => {
    const directory = mkdtempSync(path.join(tmpdir(), 'echonet-report-'));
    const file = path.join(directory, 'report.dcm');
    writeFileSync(file, encode(1));
    const output = execFileSync('sh', ['-c', `"${validator}" "${file}" 2>&1`]).toString();
    rmSync(directory, { recursive: true });
    expect(output.trim()).toBe('ComprehensiveSR');
  });
});

function which(program: string): string | undefined {
  try {
    return execFileSync('which', [program]).toString().trim();
  } catch {
    return undefined;
  }
}
