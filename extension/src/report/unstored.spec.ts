/** @jest-environment jsdom */

import { describe, expect, it } from '@jest/globals';
import { askBeforeUnload } from '../host/before-unload';
import { emptyReport, type ReportState } from './state';
import { hasUnstoredDecisions } from './unstored';

const at = (second: number) => new Date(2026, 0, 1, 0, 0, second);

describe('decisions of the reader', () => {
  let report = emptyReport;
  askBeforeUnload(() => hasUnstoredDecisions(report));

  it.each<[string, Partial<ReportState>, boolean]>([
    ['there are none', {}, false],
    ['they are not stored', { decidedAt: at(1) }, true],
    ['they are stored', { decidedAt: at(1), storedAt: at(2) }, false],
    ['one was made while others were stored', { decidedAt: at(3), storedAt: at(2) }, true],
  ])('are lost with the page where %s', (_, state, isLost) => {
    report = { ...emptyReport, ...state };
    const leaving = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(leaving);
    expect(leaving.defaultPrevented).toBe(isLost);
  });
});
