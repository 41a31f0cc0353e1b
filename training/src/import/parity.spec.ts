import { execFile } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const inRepository = (name: string) => path.join(repository, name);

it.each([
  ['r2plus1d_18', 'narrow-video', 1],
  ['a 2-D U-Net', 'narrow-unet', 512],
])(
  'gives what PyTorch gave to the same numbers, for the operators of %s',
  async (_, name, count) => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        ...['--import', 'tsx', inRepository('training/scripts/onnx-parity.ts')],
        inRepository(`test/import/${name}.onnx`),
        inRepository(`test/import/${name}.json`),
      ],
      { cwd: repository },
    );
    const report = JSON.parse(stdout) as { compared: number; relativeDifference: number };
    expect(report.compared).toBe(count);
    expect(report.relativeDifference).toBeLessThan(1e-3);
  },
  180_000,
);
