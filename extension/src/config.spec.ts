import { describe, expect, it } from '@jest/globals';
import { readConfig } from './config';

describe('reading the configuration', () => {
  it.each([undefined, null, {}])('takes %p for the defaults', (value) => {
    expect(readConfig(value)).toEqual({ config: { backend: 'auto' } });
  });

  it('takes what app-config.js sets', () => {
    const value = { backend: 'wasm', modelsUrl: '/models/', model: 'a4c-phantom' };
    expect(readConfig(value)).toEqual({ config: value });
  });

  it.each([
    [{ backend: 'quantum' }, /echonet\.backend/],
    [{ modelsUrl: 3 }, /echonet\.modelsUrl/],
    [{ model: '../secret' }, /echonet\.model: must be the name of a folder/],
    ['fast', /\(echonet:/],
  ])('says what is wrong with %j and goes on with the defaults', (value, words) => {
    const { config, problem } = readConfig(value);
    expect(config).toEqual({ backend: 'auto' });
    expect(problem).toMatch(words);
  });
});
