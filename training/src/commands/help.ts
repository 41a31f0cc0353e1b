import type { HelpConfiguration, Option } from 'commander';

/** How `--help` looks, of the program and of its commands. */
export const helpConfiguration: HelpConfiguration = {
  optionDescription(option) {
    const { description, argChoices } = option;
    const usual = defaultOf(option);
    const notes = [
      ...(argChoices ? [`one of ${argChoices.join(', ')}`] : []),
      ...(usual === undefined ? [] : [`default: ${usual}`]),
    ];
    return notes.length > 0 ? `${description} (${notes.join('; ')})` : description;
  },
};

/** An option's default in words; none where leaving it out is the default. */
function defaultOf({ defaultValue, defaultValueDescription }: Option): string | undefined {
  const value: unknown = defaultValue;
  if (defaultValueDescription !== undefined) return defaultValueDescription;
  if (typeof value === 'number' || typeof value === 'string') return String(value);
  return Array.isArray(value) && value.length > 0 ? value.join(',') : undefined;
}
