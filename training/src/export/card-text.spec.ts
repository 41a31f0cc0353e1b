import { describe, expect, it } from '@jest/globals';
import { startText } from './card-text';

describe('startText', () => {
  it('names the terms that weights inherit from those that they began from', () => {
    const terms = { licence: 'CC BY-NC-SA 4.0', citation: 'Leclerc et al.' };
    expect(startText({ name: 'lv-camus 1.0.0', ...terms })).toBe(
      'the weights of lv-camus 1.0.0 (licence CC BY-NC-SA 4.0; Leclerc et al.)',
    );
    expect(startText({ name: 'pretraining' })).toBe('the weights of pretraining');
    expect(startText(undefined)).toBe('random weights');
  });
});
