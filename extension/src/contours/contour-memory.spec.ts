import { describe, expect, it } from '@jest/globals';
import { ContourMemory } from './contour-memory';
import type { ClipContours } from './state';
import { foundSegmentation } from './testing';

const { manifest } = foundSegmentation;
const contoursOf = (count: number): ClipContours => ({
  frames: new Array<undefined>(count).fill(undefined),
  notes: [],
});

describe('contours that are kept', () => {
  it('belong to a clip and a model', () => {
    const memory = new ContourMemory();
    const contours = contoursOf(3);
    memory.keep(manifest, '1.2', contours);
    expect(memory.of(manifest, '1.2')).toBe(contours);
    expect(memory.of(manifest, '1.3')).toBeUndefined();
    expect(memory.of({ ...manifest, measures: {} }, '1.2')).toBeUndefined();
  });

  it('take bounded memory: the oldest go, however long a clip is', () => {
    const memory = new ContourMemory();
    for (const uid of ['1', '2', '3', '4']) {
      memory.keep(manifest, uid, contoursOf(1000));
    }
    expect(['1', '2', '3', '4'].map((uid) => memory.of(manifest, uid) !== undefined)).toEqual([
      ...[false, true, true, true],
    ]);
    memory.keep(manifest, 'long', contoursOf(9000));
    expect(memory.of(manifest, 'long')).toBeDefined();
    expect(memory.of(manifest, '4')).toBeUndefined();
  });
});
