import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { locateSector, prepareImage, turnedSector, turnNote, type Sector } from '@echonet/models';
import { readCine } from './cine/read-cine';
import { readClipHeader } from './clip/clip-header';
import { samplePath } from './testing';

const faults = samplePath('faults');
const withFaults = faults ? describe : describe.skip;

/** A few frames of a sample and the sector in them. */
async function locate(name: string) {
  const cine = await readCine(readFileSync(path.join(faults!, `${name}.dcm`)));
  const frames = [];
  for (const index of [0, 2, 4]) {
    frames.push(await cine.frame(index));
  }
  const { SequenceOfUltrasoundRegions } = readClipHeader(cine.instance);
  return { frames, sector: locateSector(frames, SequenceOfUltrasoundRegions, { clip: name }) };
}

withFaults('the sectors of the fault samples (skipped where ../shared/samples is missing)', () => {
  const format = { size: 96, channels: 1 };

  it('are turned where the apex is below, to the images of the clip as it should lie', async () => {
    const [usual, inverted] = [await locate('apex-up-reference'), await locate('apex-down')];
    expect([usual.sector.probe, inverted.sector.probe]).toEqual(['top', 'bottom']);
    const turned: Sector = turnedSector(inverted.sector);
    expect(turnNote(turned.turn)).toMatch(/lies upside down; it was turned/);
    expect(turnNote(turnedSector(usual.sector).turn)).toBeUndefined();
    const expected = prepareImage(usual.frames[0], usual.sector, format).data;
    const meanDifference = (sector: Sector) => {
      const { data } = prepareImage(inverted.frames[0], sector, format);
      return data.reduce((sum, value, i) => sum + Math.abs(value - expected[i]), 0) / data.length;
    };
    expect(meanDifference(turned)).toBeLessThan(0.4 * meanDifference(inverted.sector));
  });

  it('are refused where two lie side by side', async () => {
    await expect(locate('two-a4c-side-by-side-two-regions')).rejects.toThrow(
      /two-a4c-side-by-side-two-regions: The screen shows 2 sectors/,
    );
  });
});
