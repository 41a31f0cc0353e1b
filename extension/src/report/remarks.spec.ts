import { describe, expect, it } from '@jest/globals';
import { stringsFor } from '../strings';
import { clipWarnings, measuredRemarks } from './remarks';
import { measuredForTests, reportForTests, withCutAtrium } from './testing';

const [en, de] = [stringsFor('en'), stringsFor('de')];

describe('what the panel warns of', () => {
  const ofPart = { ...measuredForTests(['EF']), isWholeBeat: false };

  it('stands in reports, with the clip where there are several', () => {
    const warning = 'The clip gives 3 frames instead of 20.';
    expect(clipWarnings(reportForTests(1), en)).toEqual([warning]);
    expect(clipWarnings(reportForTests(2), en)).toEqual([
      `Clip 1: ${warning}`,
      `Clip 2: ${warning}`,
    ]);
  });

  it('says that accepted measures are of no whole beat', () => {
    const report = reportForTests(1, { measured: [ofPart] });
    expect(measuredRemarks(report, en)).toEqual([
      'Not from a whole beat: largest and smallest volume shown.',
    ]);
    expect(measuredRemarks(report, de)).toEqual([
      'Nicht aus einem ganzen Schlag: größtes und kleinstes Volumen des Clips.',
    ]);
  });

  it('says what a clip does not reach', () => {
    const measured = [{ ...ofPart, notShown: ['ES'] as const }];
    expect(measuredRemarks(reportForTests(1, { measured }), en)).toEqual([
      'Not from a whole beat: largest and smallest volume shown. ' +
        'The clip does not reach end-systole: no ESV, EF, LA volume and MAPSE.',
    ]);
  });

  it('says that an atrium is cut, where its volume was accepted', () => {
    const cut = (ids: Parameters<typeof measuredForTests>[0]) => [
      { ...withCutAtrium(measuredForTests(ids)), isWholeBeat: true },
    ];
    expect(measuredRemarks(reportForTests(1, { measured: cut(['LAVolume']) }), en)).toEqual([
      'Left atrium cut off by the edge of the sector: its volume is at least the one given.',
    ]);
    expect(measuredRemarks(reportForTests(1, { measured: cut(['EF']) }), en)).toEqual([]);
  });

  it('is silent about beats that are whole, and about values that nobody accepted', () => {
    const whole = reportForTests(1, { measured: [measuredForTests(['EF'])] });
    const pending = { ...measuredForTests([]), isWholeBeat: false };
    expect(
      measuredRemarks({ ...whole, measured: [{ ...whole.measured[0], isWholeBeat: true }] }, en),
    ).toEqual([]);
    expect(measuredRemarks(reportForTests(1, { measured: [pending] }), en)).toEqual([]);
  });
});
