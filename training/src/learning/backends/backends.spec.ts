import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from '@jest/globals';
import { UserError } from '@echonet/command-line';
import { describeBackend, startBackend } from './backends';
import { isSoftwareAdapter } from './dawn';

describe('startBackend', () => {
  it('starts a forced backend', async () => {
    const backend = await startBackend({ force: 'cpu' });
    expect(backend).toMatchObject({ name: 'cpu', skipped: [] });
    expect(tf.getBackend()).toBe('cpu');
  });

  it('throws a UserError with the reason when a forced backend does not start', async () => {
    const start = startBackend({ force: 'tfjs-node-gpu' });
    await expect(start).rejects.toThrow(UserError);
    await expect(start).rejects.toThrow('Backend tfjs-node-gpu does not start: not installed');
  });
});

describe('describeBackend', () => {
  it('names the backend and the reasons against faster ones', () => {
    const text = describeBackend({
      name: 'webgpu',
      device: 'NVIDIA H100',
      skipped: [{ name: 'tfjs-node', reason: 'not installed' }],
    });
    expect(text).toBe('Backend webgpu (NVIDIA H100)\n  not tfjs-node: not installed');
  });

  it('warns where only plain JavaScript is left, and says what to install', () => {
    const cpu = { name: 'cpu', device: 'plain JavaScript' } as const;
    const skipped = [{ name: 'tfjs-node', reason: 'its binding is not built' }] as const;
    expect(describeBackend({ ...cpu, skipped })).toMatch(
      /Warning: plain JavaScript .*npm run training:libtensorflow$/,
    );
    expect(describeBackend({ ...cpu, skipped: [] })).not.toMatch(/Warning/);
  });
});

describe('isSoftwareAdapter', () => {
  const adapter = (vendor: string, architecture: string, description: string) =>
    isSoftwareAdapter({ vendor, architecture, device: '', description });

  it('distinguishes software drivers from graphics cards', () => {
    expect(adapter('google', 'swiftshader', 'SwiftShader driver 5.0.0')).toBe(true);
    expect(adapter('mesa', '', 'llvmpipe (LLVM 15.0.6, 256 bits)')).toBe(true);
    expect(adapter('nvidia', 'hopper', 'NVIDIA H100')).toBe(false);
    expect(adapter('intel', 'gen-12lp', 'Mesa Intel(R) Graphics')).toBe(false);
  });
});
