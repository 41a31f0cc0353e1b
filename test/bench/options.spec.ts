import { describe, expect, it } from '@jest/globals';
import { UserError } from '@echonet/command-line';
import { buildGraph, multiplyAccumulates } from '@echonet/models';
import { contestants } from './contestants';
import { benchImages, distinctImages } from './images';
import { readOptions } from './options';
import { architectureOf, chosenContestants, outputLength, reasonToSkip } from './plan';

describe('readOptions', () => {
  it('measures the full network by default', () => {
    expect(readOptions([])).toMatchObject({ rounds: 10, size: 299, channels: 3, width: 1 });
    expect(readOptions(['--only', 'engine-wasm,onnx-wasm', '--width', '0.5'])).toMatchObject({
      only: ['engine-wasm', 'onnx-wasm'],
      width: 0.5,
    });
    expect(readOptions(['--help'])).toBeUndefined();
  });

  it('measures a segmentation network at the size it has by default', () => {
    const options = readOptions(['--network', 'residual-unet'])!;
    expect(options).toMatchObject({ size: 192, channels: 1, levels: [16, 32, 64, 96, 128] });
    expect(multiplyAccumulates(buildGraph(architectureOf(options))) / 1e6).toBeCloseTo(203.3, 1);
    const small = readOptions(['--network', 'residual-unet', '--levels', '8,16', '--size', '12'])!;
    expect(outputLength(architectureOf(small))).toBe(6 * 6 * 6);
  });

  it('measures an encoder for numbers, with gradients', () => {
    const options = readOptions(['--network', 'residual-encoder'])!;
    expect(options).toMatchObject({ size: 192, channels: 1 });
    expect(outputLength(architectureOf(options))).toBe(1);
    const [engine] = chosenContestants({ ...options, only: ['engine-wasm'] });
    expect(engine.hasGradients).toBe(true);
  });

  it.each([
    [['--rounds', '0']],
    [['--rounds', '1.5']],
    [['--size', '74']],
    [['--size', '']],
    [['--channels', '2']],
    [['--width', 'wide']],
    [['--only', 'nobody']],
    [['--damage', 'nobody']],
    [['--network', 'vgg']],
    [['--network', 'residual-unet', '--size', '200']],
    [['--network', 'residual-unet', '--levels', '8,none']],
    [['--what']],
    [['extra']],
  ])('refuses %j', (args) => {
    expect(() => readOptions(args)).toThrow(UserError);
  });
});

describe('benchImages', () => {
  const length = 75 * 75;
  const images = benchImages({ inputSize: 75, channels: 1 }, 6);
  const image = (index: number) => images.subarray(index * length, (index + 1) * length);

  it('returns grey values in [0, 1] and repeats the first images', () => {
    expect(images.every((grey) => grey >= 0 && grey <= 1)).toBe(true);
    expect(image(distinctImages)).toEqual(image(0));
    expect(image(distinctImages + 1)).toEqual(image(1));
    expect(image(1)).not.toEqual(image(0));
  });

  it('returns the same images for every count', () => {
    expect(benchImages({ inputSize: 75, channels: 1 }, 2)).toEqual(images.slice(0, 2 * length));
  });
});

describe('reasonToSkip', () => {
  const options = readOptions([])!;
  const webgpu = contestants.find(({ device }) => device === 'webgpu')!;
  const devices = (name: string | undefined, isSoftware: boolean) => ({
    webgpu: { name, isSoftware },
    webgl: { isSoftware: false },
  });

  it('runs on hardware, and on software adapters where --software is given', () => {
    expect(reasonToSkip(webgpu, devices('a card', false), options)).toBeUndefined();
    expect(reasonToSkip(webgpu, devices('SwiftShader', true), options)).toMatch(/software/);
    expect(
      reasonToSkip(webgpu, devices('SwiftShader', true), { ...options, software: true }),
    ).toBeUndefined();
    expect(reasonToSkip(webgpu, devices(undefined, false), options)).toMatch(/no WebGPU adapter/);
  });

  it('runs a segmentation network without layers models and gradients', () => {
    const segmentation = readOptions(['--network', 'residual-unet'])!;
    const reasons = new Map(
      chosenContestants(segmentation).map((contestant) => [
        contestant.id,
        reasonToSkip(contestant, devices('a card', false), segmentation),
      ]),
    );
    expect(reasons.get('layers-wasm')).toMatch(/layers model/);
    expect(reasons.get('engine-wasm')).toBeUndefined();
    expect(chosenContestants(segmentation).some(({ hasGradients }) => hasGradients)).toBe(false);
  });

  it('always runs WebAssembly', () => {
    const wasm = contestants.find(({ device }) => device === 'wasm')!;
    expect(reasonToSkip(wasm, devices(undefined, false), options)).toBeUndefined();
  });
});
