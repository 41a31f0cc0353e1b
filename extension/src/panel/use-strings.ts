import { createContext, useContext } from 'react';
import { stringsFor } from '../strings';
import type { Strings } from '../strings';

export const StringsContext = createContext<Strings>(stringsFor('en'));

export function useStrings(): Strings {
  return useContext(StringsContext);
}
