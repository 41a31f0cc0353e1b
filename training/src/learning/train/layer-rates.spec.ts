import { describe, expect, it } from '@jest/globals';
import { buildGraph, weightShapes } from '@echonet/models';
import { layerRates } from './layer-rates';

const graph = buildGraph({
  name: 'inception-resnet-v1',
  inputSize: 75,
  channels: 1,
  width: 0.05,
  outputs: 1,
});
const names = weightShapes(graph)
  .map(({ name }) => name)
  .filter((name) => !name.includes('/moving_'));

describe('layerRates', () => {
  it('rises from the first layer to the last, the same for all weights of a layer', () => {
    const rates = layerRates(graph, names, 0.01);
    expect(rates[0]).toBeCloseTo(0.01, 10);
    expect(rates.at(-1)).toBe(1);
    const [kernel, gamma, beta] = rates;
    expect([gamma, beta]).toEqual([kernel, kernel]);
    rates.slice(1).forEach((rate, index) => expect(rate).toBeGreaterThanOrEqual(rates[index]));
  });

  it('lets only the last layer learn with 0, and all alike with 1', () => {
    const learning = names.filter((_, index) => layerRates(graph, names, 0)[index] > 0);
    expect(learning).toEqual(names.filter((name) => name.startsWith('logits/')));
    expect(new Set(layerRates(graph, names, 1))).toEqual(new Set([1]));
  });
});
