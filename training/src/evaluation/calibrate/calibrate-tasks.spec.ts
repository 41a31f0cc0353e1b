import { describe, expect, it } from '@jest/globals';
import { normalStream, randomStream } from '@echonet/models/random';
import type { TrainedTask } from '../../learning/train/trained-task';
import type { ClipLogits } from '../evaluate/predict-clips';
import { calibrateTasks } from './calibrate-tasks';
import { calibratedResults } from './calibrated-results';

const edv: TrainedTask = {
  id: 'EDV',
  name: 'End-diastolic volume',
  kind: 'regression',
  unit: 'mL',
  code: { value: '8821-1', scheme: 'LN', meaning: 'End-diastolic volume' },
  outputIndex: 0,
  range: [40, 200],
  labelMean: 100,
  labelStd: 40,
};
const lead: TrainedTask = {
  id: 'lead',
  name: 'Lead',
  kind: 'classification',
  unit: '',
  code: { value: '1', scheme: '99', meaning: 'Lead' },
  outputIndex: 1,
  range: [0, 1],
};
const bootstrap = { resamples: 20, seed: 1 };

/** Clips of as many patients; the network says `logit` of the truth and an error. */
function clipsOf(
  task: TrainedTask,
  subset: ClipLogits['subset'],
  count: number,
  predict: (truth: number, error: number) => number,
): ClipLogits[] {
  const random = randomStream(task.id, subset);
  const normal = normalStream(random);
  return Array.from({ length: count }, (_, index) => {
    const truth = task.kind === 'regression' ? 40 * 5 ** random() : Math.round(random());
    return {
      clip: {
        patientId: `${subset} ${index}`,
        clipId: `${subset} ${index}`,
        view: 'A4C',
        labelledFrames: [],
        labels: { [task.id]: truth },
        images: { framesFile: '', framesOffset: 0, frameCount: 1, maskFile: '', maskOffset: 0 },
      },
      subset,
      logits: { [task.id]: [predict(truth, normal())] },
    };
  });
}

describe('calibrateTasks', () => {
  it('removes the mean error and gives volumes an interval in proportion where that holds', () => {
    const predict = (truth: number, error: number) =>
      (truth * Math.exp(0.12 * error) + 9 - 100) / 40;
    const clips = [
      ...clipsOf(edv, 'calibration', 300, predict),
      ...clipsOf(edv, 'test', 300, predict),
    ];
    const { EDV } = calibrateTasks([edv], clips);
    expect(EDV.bias).toBeGreaterThan(6);
    expect(EDV.bias).toBeLessThan(12);
    expect(EDV.interval90Scale).toBe('logarithmic');
    expect(EDV.test['coverage90']).toBeGreaterThan(0.84);
    expect(EDV.test['coverage90']).toBeLessThan(0.96);
    for (const third of EDV.coverage!.thirds) {
      expect(third!.clips).toBe(100);
      expect(third!.held).toBeGreaterThan(80);
    }
    const results = calibratedResults(edv, EDV, clips, bootstrap);
    expect(Math.abs(results.metrics.bias!.value!)).toBeLessThan(3);
    expect(results.clips).toBe(300);
  });

  it('removes the mean error in pixels, before their size turns it into mL', () => {
    const counted: TrainedTask = { ...edv, pixelExponent: 3, labelMean: 0, labelStd: 1e5 };
    // One mL is a thousand cubic pixels of a millimetre, and a hundred of 2.15 millimetres.
    const sized = (subset: ClipLogits['subset'], mmPerPixel?: number) =>
      clipsOf(counted, subset, 60, (truth, error) => {
        const cubicPixels = mmPerPixel ? truth / (mmPerPixel / 10) ** 3 : NaN;
        return (cubicPixels + 5000 + 500 * error) / 1e5;
      }).map((one) => ({ ...one, clip: { ...one.clip, mmPerPixel } }));
    const clips = [...sized('calibration', 1), ...sized('test', 2.15), ...sized('test')];
    const { EDV } = calibrateTasks([counted], clips);
    expect(EDV.bias).toBeGreaterThan(4500);
    expect(EDV.bias).toBeLessThan(5500);
    const results = calibratedResults(counted, EDV, clips, bootstrap);
    expect(results.clips).toBe(60);
    expect(Math.abs(results.metrics.bias!.value!)).toBeLessThan(3);
  });

  it('measures findings at the threshold that is exported', () => {
    const predict = (truth: number, error: number) => 2 * truth - 1 + error;
    const clips = [
      ...clipsOf(lead, 'calibration', 200, predict),
      ...clipsOf(lead, 'test', 200, predict),
    ];
    const { lead: calibration } = calibrateTasks([lead], clips);
    const results = calibratedResults(lead, calibration, clips, bootstrap);
    expect(results.threshold).toBe(calibration.decisionThreshold);
    expect(results.metrics.sensitivity?.value).toBeCloseTo(calibration.test['sensitivity'], 4);
    expect(results.metrics.f1?.value).toBeCloseTo(calibration.test['f1'], 4);
  });

  it('gives no interval without clips to fit it to', () => {
    const clips = clipsOf(edv, 'test', 5, () => 0);
    expect(calibrateTasks([edv], clips)).toEqual({ EDV: { test: {} } });
  });
});
