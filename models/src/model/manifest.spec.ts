import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fixtureManifest } from '../testing/model-fixture';
import { viewClassifierManifest } from '../testing/view-classifier-fixture';
import { volumeFixtureManifest } from '../testing/volume-fixture';
import { parseManifest, type Manifest } from './manifest';
import { ModelRefusal } from './manifest-fields';

type Editable<T> = { -readonly [K in keyof T]-?: Editable<T[K]> };
type Change = (manifest: Editable<Manifest>) => unknown;

/** A deep copy with one change. */
function changed(change: Change, manifest: Manifest = fixtureManifest): unknown {
  const copy = JSON.parse(JSON.stringify(manifest)) as Editable<Manifest>;
  change(copy);
  return copy;
}

describe('parseManifest', () => {
  it('returns a complete manifest unchanged', () => {
    expect(parseManifest(JSON.parse(JSON.stringify(fixtureManifest)))).toEqual(fixtureManifest);
  });

  it('accepts a view classifier', () => {
    const manifest: unknown = JSON.parse(JSON.stringify(viewClassifierManifest));
    expect(parseManifest(manifest)).toEqual(viewClassifierManifest);
  });

  it.each<[string, Change, RegExp]>([
    ['for one view only', (m) => (m.input.view = 'A4C'), /input\.view "any"/],
    ['that is said to read', (m) => (m.purpose = 'reading'), /input\.view "any"/],
    ['of another purpose', (m) => (m.purpose = 'fun' as never), /purpose/],
    ['without one of its classes', (m) => (m.tasks[1].id = 'EF'), /viewA4C, viewOther/],
    [
      'without a threshold',
      (m) => (m.tasks[0].decisionThreshold = undefined as never),
      /Threshold/,
    ],
  ])('rejects a view classifier %s', (_what, change, sentence) => {
    expect(() => parseManifest(changed(change, viewClassifierManifest))).toThrow(sentence);
  });

  it('accepts a regression that counts pixels to the power of a length or a volume', () => {
    const counting = (exponent: number) =>
      changed((m) => (m.tasks[0].pixelExponent = exponent as never));
    expect(parseManifest(counting(3))).toEqual(counting(3));
    expect(() => parseManifest(counting(2))).toThrow(/pixelExponent/);
    expect(() => parseManifest(changed((m) => (m.tasks[1].pixelExponent = 1)))).toThrow(
      /only a regression/,
    );
  });

  it('accepts tasks of frame volumes that share outputs', () => {
    const manifest: unknown = JSON.parse(JSON.stringify(volumeFixtureManifest));
    expect(parseManifest(manifest)).toEqual(volumeFixtureManifest);
  });

  it.each<[string, Change, RegExp]>([
    [
      'of which one reads another output',
      (m) => (m.tasks[1].outputIndex = 1),
      /each of the outputs/,
    ],
    [
      'without one of the LV',
      (m) => m.tasks.splice(0, 3),
      /each of the outputs|need one of the LV/,
    ],
    ['of an unknown chamber', (m) => (m.tasks[0].frameVolume.chamber = 'RV' as never), /chamber/],
    ['that classify', (m) => (m.tasks[0].kind = 'classification'), /has no frameVolume/],
    [
      'that also count pixels',
      (m) => (m.tasks[0].pixelExponent = 3),
      /only a regression that is no/,
    ],
    [
      'of images with a mean',
      (m) => (m.input.mean = 0.1),
      /standardised by themselves are 0 and 1/,
    ],
    [
      'evaluated by an unknown metric',
      (m) => (m.tasks[0].evaluatedOn.metric = 'F1' as never),
      /metric/,
    ],
  ])('rejects tasks of frame volumes %s', (_what, change, sentence) => {
    expect(() => parseManifest(changed(change, volumeFixtureManifest))).toThrow(sentence);
  });

  it('rejects another schema version, naming it and what to do', () => {
    expect(() => parseManifest({ ...fixtureManifest, schemaVersion: 2 })).toThrow(
      /schema version 2 of EchoNet, and this version reads 1 only; use a matching model or a newer/,
    );
  });

  it.each([[null], [7], [[]], [{}], ['echonet']])('rejects %j, which is no manifest', (json) => {
    expect(() => parseManifest(json)).toThrow(/is not the manifest of an EchoNet model/);
  });

  it.each<[string, Change, RegExp]>([
    ['a missing field', (m) => (m.intendedUse = undefined as never), /intendedUse/],
    [
      'an unknown architecture',
      (m) => (m.architecture.name = 'vgg' as never),
      /architecture\.name/,
    ],
    ['a standard deviation of 0', (m) => (m.input.std = 0), /input\.std: must be above 0/],
    ['two channels', (m) => (m.input.channels = 2), /input\.channels: must be 1 or 3/],
    ['no view', (m) => (m.input.view = ''), /input\.view/],
    ['sizes that differ', (m) => (m.input.size = 80), /inputSize and input\.size differ/],
    ['channels that differ', (m) => (m.input.channels = 3), /channels and input\.channels differ/],
    ['too few tasks', (m) => m.tasks.pop(), /each of the outputs once/],
    ['an output used twice', (m) => (m.tasks[1].outputIndex = 0), /each of the outputs once/],
    ['two tasks of one id', (m) => (m.tasks[1].id = 'EF'), /two tasks have the same id/],
    [
      'a regression without labelStd',
      (m) => (m.tasks[0].labelStd = undefined as never),
      /tasks\.0: a regression/,
    ],
    ['a range from high to low', (m) => m.tasks[0].range.reverse(), /tasks\.0\.range/],
    ['a threshold above 1', (m) => (m.tasks[1].decisionThreshold = 2), /decisionThreshold/],
    ['a hash that is none', (m) => (m.files['model.json'] = 'abc'), /must be a SHA-256/],
    ['a file outside the folder', (m) => (m.files['../x'] = 'a'.repeat(64)), /plain file name/],
    ['no hash of model.json', (m) => (m.files = {}), /does not list model\.json/],
  ])('rejects %s, naming it', (_what, change, sentence) => {
    expect(() => parseManifest(changed(change))).toThrow(ModelRefusal);
    expect(() => parseManifest(changed(change))).toThrow(sentence);
  });

  it('rejects anything else with a ModelRefusal', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(() => parseManifest(json)).toThrow(ModelRefusal);
        expect(() => parseManifest({ ...fixtureManifest, tasks: json })).toThrow(ModelRefusal);
      }),
    );
  });
});
