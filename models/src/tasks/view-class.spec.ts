import { describe, expect, it } from '@jest/globals';
import { taskDefinitions } from './catalogue';
import { viewClassOf, viewLabels } from './view-class';

describe('the class of a view', () => {
  it.each([
    ['A4C', 'A4C'],
    ['Apical four chamber', 'A4C'],
    ['ap4', 'A4C'],
    ['A2C', 'other'],
    ['PLAX', 'other'],
    ['PSAX mid', 'other'],
    ['Apical two chamber', 'other'],
    ['Parasternal short axis at the aortic valve level', 'other'],
    ['Subcostal four chamber view', 'other'],
    ['A4C colour Doppler', 'unusable'],
    ['Color Flow', 'unusable'],
    ['PW', 'unusable'],
    ['M-mode', 'unusable'],
    ['PLAX M-Mode', 'unusable'],
    ['not usable: liver', 'unusable'],
    ['Unusable', 'unusable'],
    ['still', 'unusable'],
    ['Ansicht 7', undefined],
    ['', undefined],
  ])('of %j is %s', (view, known) => {
    expect(viewClassOf(view)).toBe(known);
  });

  it('gives a label to each task of the view classifier, one of them 1', () => {
    const labels = viewLabels('other');
    expect(labels).toEqual({ viewA4C: 0, viewOther: 1, viewUnusable: 0 });
    expect(taskDefinitions.map(({ id }) => id)).toEqual(
      expect.arrayContaining(Object.keys(labels)),
    );
  });
});
