import type { Mount } from '../host/react';
import type { Strings } from '../strings';
import type { StudyState } from './study-state';

export interface StateCellProps {
  readonly StudyInstanceUID: string;
}

export interface StateCellParts {
  readonly follow: (StudyInstanceUID: string, listener: (state: StudyState) => void) => () => void;
  readonly words: () => Strings['waiting']['list'];
}

/** The state of one study as text, without React: a list has hundreds of rows. */
export function mountStateCell({ follow, words }: StateCellParts): Mount<StateCellProps> {
  return (container, props) => {
    let shown = props.StudyInstanceUID;
    const show = (state: StudyState | undefined) => {
      const { text, hint } = cellText(state, words());
      container.textContent = text;
      container.title = hint;
      container.dataset.state = state?.kind ?? 'asking';
      container.dataset.testid = 'echonet-study-state';
    };
    show(undefined);
    let stop = follow(shown, show);
    return {
      update({ StudyInstanceUID }) {
        if (StudyInstanceUID !== shown) {
          stop();
          shown = StudyInstanceUID;
          show(undefined);
          stop = follow(shown, show);
        }
      },
      unmount: () => stop(),
    };
  };
}

function cellText(
  state: StudyState | undefined,
  words: Strings['waiting']['list'],
): { readonly text: string; readonly hint: string } {
  switch (state?.kind) {
    case undefined:
      return { text: words.asking, hint: '' };
    case 'not read':
      return { text: words.notRead, hint: words.notReadHint };
    case 'read':
      return { text: withFindings(words.read, state.findings), hint: words.readHint };
    case 'check':
      return { text: withFindings(words.check, state.findings), hint: words.checkHint };
    case 'stored':
      return { text: words.stored, hint: words.storedHint };
    case 'accepted':
      return { text: words.accepted, hint: words.acceptedHint };
    case 'unknown':
      return { text: words.unknown, hint: words.unknownHint(state.reason) };
  }
}

function withFindings(word: string, findings: string): string {
  return findings === '' ? word : `${word}: ${findings}`;
}
