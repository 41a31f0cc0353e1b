import { describe, expect, it } from '@jest/globals';
import { backendsToTry, describeAdapter, isSoftware } from './backend-choice';

const hardware = {
  vendor: 'nvidia',
  architecture: 'ampere',
  description: '',
  isFallbackAdapter: false,
};
const software = { ...hardware, vendor: 'google', architecture: 'swiftshader' };

describe('choosing a backend', () => {
  it('prefers WebGPU on a graphics device, with WebAssembly behind it', () => {
    expect(backendsToTry('auto', hardware)).toEqual({
      names: ['webgpu', 'wasm', 'cpu'],
      notes: [],
    });
  });

  it('passes WebGPU over where a program plays the graphics device, and says so', () => {
    const { names, notes } = backendsToTry('auto', software);
    expect(names).toEqual(['wasm', 'cpu']);
    expect(notes).toEqual([expect.stringMatching(/software adapter.*google swiftshader/)]);
  });

  it('says so where the browser has no WebGPU', () => {
    expect(backendsToTry('auto', undefined)).toEqual({
      names: ['wasm', 'cpu'],
      notes: [expect.stringMatching(/no WebGPU/) as unknown],
    });
  });

  it.each(['webgpu', 'wasm', 'cpu'] as const)(
    'tries nothing but %s when it is asked for',
    (name) => {
      expect(backendsToTry(name, software).names).toEqual([name]);
    },
  );

  it.each([
    [{ ...hardware, isFallbackAdapter: true }, true],
    [{ ...hardware, description: 'llvmpipe (LLVM 17)' }, true],
    [{ ...hardware, description: 'Microsoft Basic Render Driver' }, true],
    [{ ...hardware, vendor: 'apple', architecture: 'metal-3' }, false],
  ])('knows whether %j is software', (adapter, expected) => {
    expect(isSoftware(adapter)).toBe(expected);
  });

  it('names an adapter by whatever it tells', () => {
    expect(describeAdapter(hardware)).toBe('nvidia ampere');
    expect(describeAdapter({ ...hardware, description: 'RTX' })).toBe('RTX');
    expect(describeAdapter({ ...hardware, vendor: '', architecture: '' })).toBe('unnamed adapter');
  });
});
