import type { ReactElement } from 'react';
import { testHooks } from '../panel/test-hooks';
import type { Mark } from './mark';

/** Sign, word and colour of a value; the word alone, or what it stands for in full, is read aloud. */
export function MarkText({ mark }: { readonly mark: Mark }): ReactElement {
  return (
    <span
      className="echonet-mark"
      data-level={mark.level}
      title={[mark.inFull ?? mark.word, mark.hint].filter(Boolean).join('; ')}
      {...testHooks('echonet-mark')}
    >
      {mark.sign && <span aria-hidden="true">{mark.sign} </span>}
      {mark.inFull ? (
        <>
          <span aria-hidden="true">{mark.word}</span>
          <span className="echonet-hidden">{mark.inFull}</span>
        </>
      ) : (
        mark.word
      )}
    </span>
  );
}
