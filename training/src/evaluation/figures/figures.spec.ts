import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import reference from '../statistics/reference/reference.json';
import { reliabilityCurve } from '../statistics/calibration';
import { rocCurve } from '../statistics/roc';
import { blandAltmanChart } from './bland-altman';
import { frameCountChart } from './by-frame-count';
import type { Chart } from './chart';
import { roundDomain } from './domain';
import { decimalsFor, shareText, valueText } from './number-text';
import { reliabilityChart } from './reliability';
import { renderPng, renderSvg } from './render';
import { rocChart } from './roc';
import { subgroupChart } from './subgroups';
import { scatterChart } from './true-against-predicted';

const { truth, scores, auc, brier, expectedCalibrationError } = reference.classification;
const taskName = 'Lead';
const volumes = {
  taskName: 'End-diastolic volume',
  unit: 'mL',
  truth: reference.regression.truth,
  predicted: reference.regression.predicted,
};
const interval = { low: 0.4, high: 0.7 };
const noBand = { band: [], curve: rocCurve(truth, scores) };

const charts: Record<string, Chart> = {
  roc: rocChart({
    taskName,
    curve: rocCurve(truth, scores),
    band: [0, 0.5, 1].map((falsePositiveRate) => ({ falsePositiveRate, low: 0.2, high: 1 })),
    area: auc,
    interval: { low: 0.8, high: 0.95 },
    operatingPoint: { sensitivity: 0.8, specificity: 0.7 },
  }),
  scatter: scatterChart(volumes, { r2: 0.9, mae: 12.3 }),
  blandAltman: blandAltmanChart(volumes),
  reliability: reliabilityChart({
    taskName,
    curve: reliabilityCurve(truth, scores),
    brier,
    expectedCalibrationError,
  }),
  frames: frameCountChart({
    taskName,
    metricName: 'R²',
    highest: 1,
    points: [1, 2, 3].map((frames) => ({ frames, value: 0.5 + frames / 100, interval })),
  }),
  groups: subgroupChart({
    taskName,
    metricName: 'Area under the ROC curve',
    whole: 0.6,
    groups: [
      { name: 'Female', clips: 40, value: 0.55, interval },
      { name: 'Male <&> "other"', clips: 4 },
    ],
  }),
};

describe.each(Object.entries(charts))('the %s figure', (_, chart) => {
  it('renders deterministically at its size, with title, axes and legend', async () => {
    const svg = await renderSvg(chart);
    const { width, height } = await sharp(Buffer.from(svg)).metadata();
    expect([width, height]).toEqual([480, chart.height ?? 400]);
    for (const words of [chart.title, chart.x.title, chart.y.title]) {
      expect(svg).toContain(words);
    }
    for (const { label } of chart.layers) {
      if (label) {
        expect(svg).toContain(`>${label}<`);
      }
    }
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    expect(await renderSvg(chart)).toBe(svg);
  });
});

describe('figures', () => {
  it('have a text alternative', async () => {
    const svg = await renderSvg({ ...charts.roc, title: 'a "b" <c>' });
    expect(svg).toMatch(/^<svg role="img" aria-label="a &#34;b&#34; &#60;c&#62;\. Sensitivity/);
  });

  it('render to PNG at twice the size', async () => {
    const png = await renderPng(await renderSvg(charts.roc));
    expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width: 960, height: 800 });
  });

  it('render for one case and without undefined intervals', async () => {
    const one = { ...volumes, truth: [80], predicted: [90] };
    const sparse = [
      scatterChart(one, { r2: NaN, mae: 10 }),
      blandAltmanChart({ ...volumes, truth: [80, 80], predicted: [80, 80] }),
      rocChart({ taskName, ...noBand, area: auc }),
      frameCountChart({ taskName, metricName: 'R²', points: [{ frames: 1, value: 0.5 }] }),
      subgroupChart({ taskName, metricName: 'R²', whole: 0.5, groups: [] }),
    ];
    for (const chart of sparse) {
      expect(await renderSvg(chart)).not.toMatch(/NaN|undefined|Infinity/);
    }
  });

  it('list groups from the top', async () => {
    const svg = await renderSvg(charts.groups);
    const heightOf = (name: string) =>
      Number(new RegExp(`translate\\([^,]+,([\\d.]+)\\)[^>]*>${name}`).exec(svg)?.[1]);
    expect(heightOf('Female')).toBeLessThan(heightOf('Male'));
  });
});

describe('the legend', () => {
  it('leaves out layers without marks', async () => {
    const few = { ...volumes, truth: [80, 90], predicted: [82, 85] };
    const svg = await renderSvg(scatterChart(few, { r2: 0.5, mae: 3.5 }));
    expect(svg).toContain('Test clip');
    expect(svg).not.toContain('Fitted line');
  });
});

describe('roundDomain', () => {
  it('contains the values, with a margin around a single one', () => {
    expect(roundDomain([3, 97])).toEqual([0, 100]);
    expect(roundDomain([4, 4])).toEqual([0, 8]);
    expect(roundDomain([])).toEqual([-1, 1]);
    expect(roundDomain([1], 1)).toEqual([0, 1]);
  });
});

describe('numbers in figures', () => {
  it('have a true minus sign, but not for zero', () => {
    expect(valueText(-0.0712, 2)).toBe('−0.07');
    expect(valueText(-0.0012, 2)).toBe('0.00');
    expect(shareText(-0.12345)).toBe('−0.123');
    expect([shareText(NaN), valueText(NaN, 1)]).toEqual(['unknown', 'unknown']);
  });

  it('have decimals that suit the spread of the values', () => {
    expect(decimalsFor([40, 50, 60])).toBe(1);
    expect(decimalsFor([1.6, 1.7, 1.75])).toBe(4);
    expect(decimalsFor([1000, 3000])).toBe(0);
    expect(decimalsFor([5])).toBe(1);
  });
});
