import { createContext, useContext } from 'react';
import { stringsFor } from '../strings';
import type { Strings } from '../strings';

/** What the panel says, in the viewer's language. */
export const StringsContext = createContext<Strings>(stringsFor('en'));

/** What the panel says, in the viewer's language. */
export function useStrings(): Strings {
  return useContext(StringsContext);
}
