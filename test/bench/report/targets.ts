import type { Contestant } from '../contestant';
import type { Row } from '../measure/rounds';
import { totalOf, type ShippedFile } from '../measure/shipped';

export interface Target {
  readonly name: string;
  /** Largest value that reaches the target. */
  readonly limit: number;
  readonly unit: '' | 'MB' | 'ms';
  /** Undefined where it was not measured. */
  readonly value?: number;
  /** What was compared, or why nothing was. */
  readonly note: string;
}

/** @returns undefined where the target was not measured */
export function isReached({ value, limit }: Target): boolean | undefined {
  return value === undefined ? undefined : value <= limit;
}

/** Ratios of medians within one run, without rows whose numbers are wrong. */
export function targetsOf(rows: readonly Row[], shipped?: readonly ShippedFile[]): Target[] {
  const own = best(rows, 'own', 'wasm');
  const scripts = shipped && totalOf(shipped, 'script');
  return [
    ratio(
      'wasm, forward / ONNX Runtime Web at its best batch',
      0.8,
      own,
      best(rows, 'onnx', 'wasm'),
    ),
    ratio(
      'wasm, forward / stock tfjs as it comes, at its best batch',
      0.5,
      own,
      best(
        rows.filter(({ contestant }) => contestant.threads === 'default'),
        'stock',
        'wasm',
      ),
    ),
    saliencyTarget('wasm, one saliency gradient / forward', rows, own),
    {
      name: 'scripts of the plugin, brotli (without wasm binaries and weights)',
      limit: 1.5,
      unit: 'MB',
      value: scripts && scripts.brotli / 1e6,
      note: scripts
        ? `${scripts.name}, gzip ${(scripts.gzip / 1e6).toFixed(2)} MB`
        : 'not built: npm run build',
    },
    ratio(
      'WebGPU, forward / stock tfjs layers, each at its best batch',
      0.67,
      best(rows, 'own', 'webgpu'),
      best(rows, 'stock', 'webgpu'),
    ),
    ratio(
      'WebGPU, forward / ONNX Runtime Web, each at its best batch',
      0.9,
      best(rows, 'own', 'webgpu'),
      best(rows, 'onnx', 'webgpu'),
    ),
  ];
}

/** As {@link targetsOf}, for a segmentation network. */
export function segmentationTargets(rows: readonly Row[]): Target[] {
  const own = best(rows, 'own', 'wasm');
  return [
    {
      name: 'wasm, forward of a frame',
      limit: 12,
      unit: 'ms',
      value: own?.median,
      note: own ? described(own) : 'not measured in this run',
    },
    ratio('wasm, forward / ONNX Runtime Web at its best batch', 1, own, best(rows, 'onnx', 'wasm')),
  ];
}

interface Measured {
  readonly row: Row;
  readonly median: number;
}

function best(
  rows: readonly Row[],
  group: Contestant['group'],
  device: Contestant['device'],
): Measured | undefined {
  return rows
    .flatMap((row): Measured[] => {
      const { contestant, forward } = row;
      const counts =
        contestant.group === group &&
        contestant.device === device &&
        forward.state === 'measured' &&
        forward.agreement.agrees;
      return counts ? [{ row, median: forward.timing.median }] : [];
    })
    .sort((a, b) => a.median - b.median)
    .at(0);
}

function ratio(name: string, limit: number, own?: Measured, other?: Measured): Target {
  if (!own || !other) {
    return { name, limit, unit: '', note: 'not measured in this run' };
  }
  return {
    name,
    limit,
    unit: '',
    value: own.median / other.median,
    note: `${described(own)} / ${described(other)}`,
  };
}

function saliencyTarget(name: string, rows: readonly Row[], own?: Measured): Target {
  const gradient = rows.find(
    (row) => row.contestant.id === own?.row.contestant.id && row.gradient,
  )?.gradient;
  if (!own || gradient?.state !== 'measured' || !gradient.agreement.agrees) {
    return { name, limit: 4, unit: '', note: 'not measured in this run' };
  }
  const { median } = gradient.timing;
  const note = `${median.toFixed(1)} ms / ${described(own)}`;
  return { name, limit: 4, unit: '', value: median / own.median, note };
}

function described({ row, median }: Measured): string {
  return `${median.toFixed(1)} ms (${row.contestant.id}, batch ${row.batchSize})`;
}
