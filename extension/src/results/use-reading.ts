import { useMemo } from 'react';
import { readingOf } from './reading';
import type { Reading } from './reading';
import { useSessionPart } from '../panel/use-session';

/** The reading; the same object while its sources are unchanged. */
export function useReading(): Reading | undefined {
  const model = useSessionPart((state) => state.model);
  const clips = useSessionPart((state) => state.clips);
  const choice = useSessionPart((state) => state.choice);
  const results = useSessionPart((state) => state.results);
  const failures = useSessionPart((state) => state.failures);
  const views = useSessionPart((state) => state.views);
  const uid = useSessionPart((state) => state.run?.SOPInstanceUID);
  const partial = useSessionPart((state) => state.run?.partial);
  return useMemo(() => {
    const run = uid === undefined ? undefined : { SOPInstanceUID: uid, partial };
    return readingOf({ model, clips, choice, results, failures, views, run });
  }, [model, clips, choice, results, failures, views, uid, partial]);
}
