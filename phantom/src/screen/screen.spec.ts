import { describe, expect, it } from '@jest/globals';
import { randomStream } from '@echonet/models/random';
import { drawMachine, makes, type Machine } from '../ultrasound/machine';
import { ecgAt } from './ecg';
import { paintAnnotations, drawAnnotations } from './annotations';
import { paintEcg } from './ecg-trace';
import { createScanConverter } from './scan-conversion';
import { sectorGeometry } from './sector-geometry';

const [Rows, Columns] = [300, 400];
const blank = (samplesPerPixel: 1 | 3 = 1) => ({
  Rows,
  Columns,
  samplesPerPixel,
  data: new Uint8Array(Rows * Columns * samplesPerPixel),
});
/** One machine of every make. */
const machines = makes.map((make): Machine => {
  for (let key = 0; ; key++) {
    const machine = drawMachine(randomStream('machine', key), 16);
    if (machine.make === make) {
      return machine;
    }
  }
});

describe('scan conversion', () => {
  it('shows each sample at its distance and angle, and nothing outside the sector', () => {
    for (const machine of machines) {
      const { beams, samplesPerBeam, depthCm, halfAngle, tipAboveFaceCm: tip } = machine;
      const geometry = sectorGeometry(machine, Rows, Columns);
      const converter = createScanConverter(machine, geometry);
      // Grey values that grow with depth, and with the angle.
      const deep = new Float32Array(beams * samplesPerBeam);
      const turned = new Float32Array(beams * samplesPerBeam);
      for (let i = 0; i < deep.length; i++) {
        deep[i] = (255 * ((i % samplesPerBeam) + 0.5)) / samplesPerBeam;
        turned[i] = (255 * (Math.floor(i / samplesPerBeam) + 0.5)) / beams;
      }
      const [deepScreen, turnedScreen] = [blank().data, blank().data];
      converter.paint(deep, deepScreen);
      converter.paint(turned, turnedScreen);
      const wrong: number[] = [];
      for (let pixel = 0; pixel < Rows * Columns; pixel++) {
        const x = ((pixel % Columns) + 0.5 - geometry.faceX) / geometry.pixelsPerCm;
        const y = (Math.floor(pixel / Columns) + 0.5 - geometry.faceY) / geometry.pixelsPerCm + tip;
        const [range, angle] = [Math.hypot(x, y) - tip, Math.atan2(x, y)];
        const inside = range >= 0 && range <= depthCm && Math.abs(angle) <= halfAngle;
        const expectedDeep = inside ? (255 * range) / depthCm : 0;
        const expectedTurned = inside ? 127.5 * (angle / halfAngle + 1) : 0;
        if (
          converter.sector[pixel] !== Number(inside) ||
          Math.abs(deepScreen[pixel] - expectedDeep) > 2 ||
          Math.abs(turnedScreen[pixel] - expectedTurned) > 2.5
        ) {
          wrong.push(pixel);
        }
      }
      expect(wrong).toEqual([]);
    }
  });

  it('lies inside the region that the header states', () => {
    for (const machine of machines) {
      const geometry = sectorGeometry(machine, Rows, Columns);
      const { sector } = createScanConverter(machine, geometry);
      const { x0, y0, x1, y1 } = geometry.region;
      const outside = sector.findIndex((inside, pixel) => {
        const [column, row] = [pixel % Columns, Math.floor(pixel / Columns)];
        return inside === 1 && (column < x0 || column > x1 || row < y0 || row > y1);
      });
      expect(outside).toBe(-1);
      expect(sector.includes(1)).toBe(true);
    }
  });
});

describe('screen annotations', () => {
  it('stand outside the sector', () => {
    for (const machine of machines) {
      const geometry = sectorGeometry(machine, Rows, Columns);
      const { sector } = createScanConverter(machine, geometry);
      const screen = blank();
      const annotations = drawAnnotations(randomStream('annotations', machine.make), machine, 70);
      paintAnnotations(screen, geometry, machine, annotations);
      const painted = screen.data.filter((value) => value > 0).length;
      expect(painted).toBeGreaterThan(300);
      const inside = screen.data.filter((value, pixel) => value > 0 && sector[pixel] === 1).length;
      expect(inside).toBe(0);
    }
  });

  it('are the same for the same key and are in colour on an RGB screen', () => {
    const [machine] = machines;
    const geometry = sectorGeometry(machine, Rows, Columns);
    const draw = (): Uint8Array => {
      const screen = blank(3);
      const annotations = drawAnnotations(randomStream('annotations', 1), machine, 70);
      paintAnnotations(screen, geometry, machine, annotations);
      return screen.data;
    };
    expect(draw()).toEqual(draw());
    const coloured = draw().some((value, i, all) => i % 3 === 0 && value !== all[i + 2]);
    expect(coloured).toBe(true);
  });
});

describe('the ECG', () => {
  it('has its R wave at end-diastole', () => {
    const phases = Array.from({ length: 1000 }, (_, step) => step / 1000);
    const highest = phases.reduce((best, phase) => (ecgAt(phase) > ecgAt(best) ? phase : best));
    expect(Math.min(highest, 1 - highest)).toBeLessThan(0.005);
    // The T wave lies in systole's second half, the P wave before the next R wave.
    expect(ecgAt(0.32)).toBeGreaterThan(0.2);
    expect(ecgAt(0.86)).toBeGreaterThan(0.1);
    expect(Math.abs(ecgAt(0.6))).toBeLessThan(0.01);
  });

  it('shows the time of the frame at the right end of a scrolling trace', () => {
    const machine = machines[makes.indexOf('premium')];
    const annotations = { ...drawAnnotations(randomStream('x'), machine, 60), showsEcg: true };
    const rightEnd = (phase: number): number => {
      const screen = blank();
      paintEcg(screen, annotations, 500, (timeMs) => (phase + (timeMs - 500) / 1000 + 10) % 1);
      // The highest painted row of the last columns of the trace.
      for (let row = 0; row < Rows; row++) {
        for (let column = 245; column <= 248; column++) {
          if (screen.data[row * Columns + column] > 0) {
            return row;
          }
        }
      }
      return Rows;
    };
    expect(rightEnd(0)).toBeLessThan(rightEnd(0.6) - 5);
  });
});
