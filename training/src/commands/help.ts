import type { HelpConfiguration, Option } from 'commander';

/** Layout of `--help` for the program and its commands. */
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

/** An option's default as text; empty where the default is to leave it out. */
function defaultOf({ defaultValue, defaultValueDescription }: Option): string | undefined {
  const value: unknown = defaultValue;
  if (defaultValueDescription !== undefined) {
    return defaultValueDescription;
  }
  if (typeof value === 'number' || typeof value === 'string') {
    return String(value);
  }
  return Array.isArray(value) && value.length > 0 ? value.join(',') : undefined;
}
