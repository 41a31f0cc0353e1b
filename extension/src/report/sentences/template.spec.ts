import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fillTemplate, parseTemplate, placeholdersOf, type Template } from './template';

const fill = (template: string, values: Readonly<Record<string, string>>) =>
  fillTemplate(parseTemplate(template), (name) => values[name])?.text;

describe('a template', () => {
  const template = 'Left ventricle: [EF is [{EF.word} at ]{EF}[ ({EF.interval})]. ][Volume {EDV}.]';

  it('takes the values that there are, and leaves out the groups of those that are missing', () => {
    expect(fill(template, { EF: '48 %', 'EF.word': 'mildly reduced', EDV: '98 mL' })).toBe(
      'Left ventricle: EF is mildly reduced at 48 %. Volume 98 mL.',
    );
    expect(fill(template, { EF: '48 %', 'EF.interval': '40 to 56 %' })).toBe(
      'Left ventricle: EF is 48 % (40 to 56 %).',
    );
    // The word of a value that is missing says nothing.
    expect(fill(template, { 'EF.word': 'mildly reduced', EDV: '98 mL' })).toBe(
      'Left ventricle: Volume 98 mL.',
    );
  });

  it('gives no text without any value, nor where one outside brackets is missing', () => {
    expect(fill(template, {})).toBeUndefined();
    expect(fill('EF {EF}[, {EDV}]', { EDV: '98 mL' })).toBeUndefined();
  });

  it.each([
    ['EF {EF', 'has a { that is not followed by a name and }'],
    ['EF {}', 'has a { that is not followed by a name and }'],
    ['EF EF}', 'has a } without its opening bracket'],
    ['[EF {EF}', 'has a [ without its closing bracket'],
    ['EF {EF}]', 'has a ] without its opening bracket'],
    ['EF {EF}[ normal]', 'has a part in brackets without a placeholder'],
    ['EF', 'has no placeholder'],
    ['', 'has no placeholder'],
    ['['.repeat(100_000), 'is longer than 2000 characters'],
    ['['.repeat(1999), 'has a part in brackets without a placeholder'],
  ])('%s is refused, because it %s', (text, problem) => {
    expect(() => parseTemplate(text)).toThrow(problem);
  });

  const plainText = fc.string({ unit: fc.constantFrom('a', 'ä', ' ', '.', '(') });
  const placeholder = fc.record({
    kind: fc.constant('placeholder' as const),
    name: fc.constantFrom('EF', 'EDV', 'EF.word'),
  });
  const { template: templates } = fc.letrec<{ template: Template }>((tie) => ({
    template: fc
      .tuple(plainText, placeholder, fc.option(tie('template'), { nil: undefined, maxDepth: 2 }))
      .map(([text, value, parts]): Template => [
        ...(text ? [{ kind: 'text' as const, text }] : []),
        value,
        ...(parts ? [{ kind: 'group' as const, parts }] : []),
      ]),
  }));

  const written = (template: Template): string =>
    template
      .map((part) =>
        part.kind === 'text'
          ? part.text
          : part.kind === 'placeholder'
            ? `{${part.name}}`
            : `[${written(part.parts)}]`,
      )
      .join('');

  it('is read back as it was written', () => {
    fc.assert(
      fc.property(templates, (template) => {
        expect(parseTemplate(written(template))).toEqual(template);
      }),
    );
  });

  it('with all its values has every placeholder in its text, in order', () => {
    fc.assert(
      fc.property(templates, (template) => {
        expect(fillTemplate(template, (name) => name)?.used).toEqual(placeholdersOf(template));
      }),
    );
  });
});
