import { describe, expect, it } from '@jest/globals';
import { backendNames } from '../config';
import { allowedBackends, backendsToTry } from './backend-choice';

const order = [...backendNames];
const auto = { backend: 'auto', backendOrder: order } as const;
const card = { name: 'nvidia ampere', isSoftware: false };
const program = { name: 'google swiftshader', isSoftware: true };
const halfFloat = { name: 'Mali-400', isSoftware: false, defect: 'it computes with 16 bits.' };

describe('choosing a backend', () => {
  it('prefers WebGPU on a graphics device, then WebGL, with WebAssembly behind them', () => {
    expect(backendsToTry(auto, { webgpu: card, webgl: card })).toEqual({ names: order, notes: [] });
  });

  it('takes WebGL where there is no WebGPU, and says so', () => {
    expect(backendsToTry(auto, { webgl: card })).toEqual({
      names: ['webgl', 'wasm', 'cpu'],
      notes: ['WebGPU is not available in this browser.'],
    });
  });

  it('passes both over where a program plays the graphics device, and says so', () => {
    const { names, notes } = backendsToTry(auto, { webgpu: program, webgl: program });
    expect(names).toEqual(['wasm', 'cpu']);
    expect(notes).toEqual([
      expect.stringMatching(/^WebGPU not used: it runs on a software adapter.*google swiftshader/),
      expect.stringMatching(/^WebGL not used: it runs on a software adapter/),
    ]);
  });

  it('refuses a device whose numbers would be wrong, and says so', () => {
    const { names, notes } = backendsToTry(auto, { webgl: halfFloat });
    expect(names).toEqual(['wasm', 'cpu']);
    expect(notes[1]).toBe('WebGL on Mali-400 not used: it computes with 16 bits.');
  });

  it('says nothing of what is behind the chosen one', () => {
    expect(backendsToTry(auto, { webgpu: card }).notes).toEqual([]);
  });

  it.each(backendNames)('tries nothing but %s when it is forced', (backend) => {
    const devices = { webgpu: program, webgl: program };
    expect(backendsToTry({ ...auto, backend }, devices).names).toEqual([backend]);
    expect(allowedBackends({ ...auto, backend })).toEqual([backend]);
    expect(allowedBackends({ ...auto, backend }, [backend])).toEqual(
      order.filter((name) => name !== backend),
    );
  });

  it('goes through the order that the settings ask for', () => {
    const settings = { backend: 'auto', backendOrder: ['cpu', 'webgl'] } as const;
    const { names } = backendsToTry(
      { ...settings, backendOrder: ['cpu', 'webgl'] },
      { webgl: card },
    );
    expect(names).toEqual(['cpu', 'webgl']);
  });

  it('takes a software device rather than none', () => {
    const settings = { ...auto, backendOrder: ['webgpu' as const, 'webgl' as const] };
    expect(backendsToTry(settings, { webgpu: program, webgl: halfFloat }).names).toEqual([
      'webgpu',
    ]);
  });

  it('goes on with the next one after one has failed, a forced one too', () => {
    const devices = { webgpu: card, webgl: card };
    expect(backendsToTry(auto, devices, ['webgpu']).names).toEqual(['webgl', 'wasm', 'cpu']);
    const forced = { ...auto, backend: 'webgpu' } as const;
    expect(backendsToTry(forced, { webgpu: program }, ['webgpu']).names).toEqual(['wasm', 'cpu']);
    expect(backendsToTry(auto, devices, order).names).toEqual([]);
  });
});
