import { describe, expect, it } from '@jest/globals';
import { modelHash } from '@echonet/models';
import { foundSegmentation } from '../../contours/testing';
import { noEdits, type ReaderEdits } from '../../contours/state';
import { contoursForTests } from '../testing';
import { editsToRestore } from './edits-to-restore';
import type { EarlierReport } from './read-report';

const { manifest } = foundSegmentation;
const edits: ReaderEdits = { ...noEdits, moments: new Map([[0, { esFrame: 8 }]]) };

function report(
  time: string,
  { changes, sha = modelHash(manifest) }: { changes?: ReaderEdits; sha?: string },
): EarlierReport {
  return {
    ...{ SOPInstanceUID: time, time, reader: '', model: 'm 1', values: [], measured: [] },
    valuesOfClips: [],
    ...{ isAutomatic: false, isOfImport: false, remarks: [], predecessors: [] },
    contours: [
      {
        SOPInstanceUID: '1.2.3.1',
        modelSha256: sha,
        contours: [],
        ...(changes && { edits: changes }),
      },
    ],
  };
}

const restored = (earlier: readonly EarlierReport[], contours = contoursForTests()) =>
  editsToRestore('1.2.3.1', contours, manifest, earlier);

describe("a reader's stored changes", () => {
  it('come back from the newest report on the clip', () => {
    const newest = report('2', { changes: edits });
    expect(restored([newest, report('1', { changes: noEdits })])).toEqual({
      report: newest,
      edits,
    });
    expect(restored([])).toBeUndefined();
    // The newest reader had changed nothing.
    expect(restored([report('3', {}), newest])).toBeUndefined();
  });

  it('do not replace what the reader has changed since, nor come before the clip is measured', () => {
    const earlier = [report('2', { changes: edits })];
    expect(restored(earlier, contoursForTests({ typed: new Map([['EF', 50]]) }))).toBeUndefined();
    expect(restored(earlier, { ...contoursForTests(), findings: undefined })).toBeUndefined();
  });

  it('stay away where another network drew the contours, or the clip has fewer frames', () => {
    expect(restored([report('2', { changes: edits, sha: '0'.repeat(64) })])).toBeUndefined();
    const beyond = { ...noEdits, moments: new Map([[0, { esFrame: 30 }]]) };
    expect(restored([report('2', { changes: beyond })])).toBeUndefined();
  });
});
