import { describe, expect, it } from '@jest/globals';
import { backendNames, defaultConfig, readConfig } from './config';

describe('reading the configuration', () => {
  it.each([undefined, null, {}])('takes %p for the defaults', (value) => {
    const config = { backend: 'auto', backendOrder: [...backendNames] };
    expect(readConfig(value)).toEqual({ config });
  });

  it('takes what app-config.js sets', () => {
    const backendOrder = ['wasm', 'webgpu'];
    const value = { backend: 'wasm', backendOrder, modelsUrl: '/models/', model: 'a4c-phantom' };
    expect(readConfig(value)).toEqual({ config: value });
  });

  it.each([
    [{ backend: 'quantum' }, /echonet\.backend: .*"quantum"/],
    [{ backendOrder: 'wasm' }, /echonet\.backendOrder: .*"wasm"/],
    [{ backendOrder: ['wasm', 'gpu'] }, /echonet\.backendOrder\.1: .*"gpu"/],
    [{ backendOrder: [] }, /echonet\.backendOrder: it names no backend/],
    [{ backendOrder: ['wasm', 'wasm'] }, /echonet\.backendOrder: it names a backend twice/],
    [{ modelsUrl: 3 }, /echonet\.modelsUrl/],
    [{ model: '../secret' }, /echonet\.model: must be the name of a folder/],
    ['fast', /\(echonet:/],
  ])('says what is wrong with %j and goes on with the defaults', (value, words) => {
    const { config, problem } = readConfig(value);
    expect(config).toEqual(defaultConfig);
    expect(problem).toMatch(words);
  });
});
