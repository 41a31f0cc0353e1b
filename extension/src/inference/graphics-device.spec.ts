import { describe, expect, it } from '@jest/globals';
import { webGlDevice, webGpuDevice } from './graphics-device';

const adapter = {
  vendor: 'nvidia',
  architecture: 'ampere',
  description: '',
  isFallbackAdapter: false,
};
const context = {
  renderer: 'ANGLE (NVIDIA, NVIDIA GeForce RTX 3060, OpenGL 4.5)',
  isSlow: false,
  writesFloat32: true,
  shaderPrecisionBits: 23,
};

describe('a WebGPU adapter', () => {
  it.each([
    [adapter, false],
    [{ ...adapter, isFallbackAdapter: true }, true],
    [{ ...adapter, vendor: 'google', architecture: 'swiftshader' }, true],
    [{ ...adapter, description: 'llvmpipe (LLVM 17)' }, true],
    [{ ...adapter, description: 'Microsoft Basic Render Driver' }, true],
    [{ ...adapter, vendor: 'apple', architecture: 'metal-3' }, false],
  ])('is known for software or not: %j', (facts, expected) => {
    expect(webGpuDevice(facts).isSoftware).toBe(expected);
  });

  it('is named by whatever it tells', () => {
    expect(webGpuDevice(adapter).name).toBe('nvidia ampere');
    expect(webGpuDevice({ ...adapter, description: 'RTX' }).name).toBe('RTX');
    expect(webGpuDevice({ ...adapter, vendor: '', architecture: '' }).name).toBe('unnamed adapter');
  });
});

describe("a WebGL context's device", () => {
  it.each([
    [context, false],
    [{ ...context, renderer: 'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device))' }, true],
    [{ ...context, renderer: 'ANGLE (Mesa, llvmpipe (LLVM 15.0.6 256 bits), OpenGL 4.5)' }, true],
    [{ ...context, renderer: 'ANGLE (Microsoft, Microsoft Basic Render Driver)' }, true],
    // A browser that does not tell the name still tells that it would be slow.
    [{ ...context, renderer: 'Mozilla', isSlow: true }, true],
  ])('is known for software or not: %j', (facts, expected) => {
    expect(webGlDevice(facts).isSoftware).toBe(expected);
  });

  it.each([
    [context, undefined],
    [{ ...context, writesFloat32: false }, expect.stringMatching(/less than 32 bits/)],
    [{ ...context, shaderPrecisionBits: 10 }, expect.stringMatching(/less than 32 bits/)],
  ])('has a defect where it computes with less than 32 bits: %j', (facts, expected) => {
    expect(webGlDevice(facts).defect).toEqual(expected);
  });
});
