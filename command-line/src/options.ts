import { InvalidArgumentError } from 'commander';

/** Parser of an option that must be a number between two bounds, both included. */
export function numberBetween(lowest: number, highest: number) {
  return (text: string): number => {
    const value = Number(text);
    if (text.trim() === '' || !(value >= lowest && value <= highest)) {
      throw new InvalidArgumentError(`It must be a number from ${lowest} to ${highest}.`);
    }
    return value;
  };
}

/** Parser of an option that must be an integer between two bounds, both included. */
export function wholeNumberBetween(lowest: number, highest: number) {
  return (text: string): number => {
    const value = numberBetween(lowest, highest)(text);
    if (!Number.isInteger(value)) {
      throw new InvalidArgumentError('It must be a whole number.');
    }
    return value;
  };
}

/** Parser of a comma-separated list of names. @param known the names allowed; any when omitted */
export function listOf<Name extends string>(known?: readonly Name[]) {
  return (text: string): Name[] => {
    const names = text.split(',').filter((name) => name !== '');
    const unknown = known && names.find((name) => !known.some((one) => one === name));
    if (names.length === 0 || unknown !== undefined) {
      const which = known ? ` of ${known.join(', ')}` : '';
      throw new InvalidArgumentError(`It must be names${which}, with commas between them.`);
    }
    return names as Name[];
  };
}

/** Parser of a comma-separated list whose items another parser reads. */
export function listOfEach<Value>(parse: (text: string) => Value) {
  return (text: string): Value[] => listOf()(text).map(parse);
}
