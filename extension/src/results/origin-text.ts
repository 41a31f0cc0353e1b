import type { Strings } from '../strings';
import type { Origin } from './origin';

/** On whom a result was evaluated, in a few words. */
export function originText({ origin: words }: Strings, { isReal, data, trained }: Origin): string {
  return isReal ? words.real(data, trained) : words.simulated;
}

/** As originText, as a sentence with numbers of patients. */
export function originHint(
  { origin: words, patients }: Strings,
  { isReal, data, trained, evaluated }: Origin,
): string {
  return isReal
    ? words.realHint(data, patients(trained), patients(evaluated))
    : words.simulatedHint(patients(trained), patients(evaluated));
}
