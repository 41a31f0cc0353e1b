import { createContext, useContext } from 'react';
import { stringsFor, type Strings } from '../strings';

export const StringsContext = createContext<Strings>(stringsFor('en'));

export function useStrings(): Strings {
  return useContext(StringsContext);
}
