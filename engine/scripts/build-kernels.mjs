#!/usr/bin/env node
import { mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import asc from 'assemblyscript/asc';

const engine = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const sources = path.join(engine, 'assembly');

/** Where the kernels lie once they are built. */
export const kernelFolder = path.join(engine, 'build');

const variants = [true, false].flatMap((fused) =>
  [true, false].map((shared) => ({
    fileName: `kernels-${fused ? 'fused' : 'simd'}-${shared ? 'shared' : 'single'}.wasm`,
    flags: [
      ...['--enable', ['simd', 'threads', ...(fused ? ['relaxed-simd'] : [])].join(',')],
      ...(shared ? ['--sharedMemory'] : []),
    ],
  })),
);

/** Compiles the kernels, unless they are newer than their source. */
export async function buildKernels() {
  await mkdir(kernelFolder, { recursive: true });
  const newest = await newestChange();
  for (const { fileName, flags } of variants) {
    const output = path.join(kernelFolder, fileName);
    const built = await stat(output).catch(() => undefined);
    if (built && built.mtimeMs > newest) {
      continue;
    }
    const { error, stderr } = await asc.main([
      ...[path.join(sources, 'index.ts'), '--outFile', output],
      ...['-O3', '--noAssert', '--runtime', 'stub', '--importMemory'],
      // The memory is as large as the host makes it; constants would begin past the control words.
      ...['--initialMemory', '1', '--maximumMemory', '65536', '--memoryBase', '1024'],
      // Vectors pass between the kernels' own functions only.
      ...['--disableWarning', '112'],
      ...flags,
    ]);
    if (error) {
      throw new Error(`The kernels ${fileName} do not compile: ${stderr.toString()}`);
    }
  }
}

async function newestChange() {
  const files = [...(await readdir(sources)).map((name) => path.join(sources, name))];
  const times = await Promise.all(
    [fileURLToPath(import.meta.url), ...files].map((file) => stat(file)),
  );
  return Math.max(...times.map(({ mtimeMs }) => mtimeMs));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await buildKernels();
}
