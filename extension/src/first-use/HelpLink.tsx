import type { ReactElement } from 'react';
import { testHooks } from '../panel/test-hooks';
import { useSession } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';

interface HelpLinkProps {
  /** Name of the section, as it is shown. */
  readonly section: string;
  /** Of the heading in the help. */
  readonly anchor: string;
}

/** Opens the help on a section in a tab of its own. */
export function HelpLink({ section, anchor }: HelpLinkProps): ReactElement {
  const session = useSession();
  const { firstUse } = useStrings();
  const name = firstUse.help(section);
  return (
    <a
      className="echonet-help"
      href={`${session.helpUrl()}#${anchor}`}
      target="_blank"
      rel="noreferrer"
      aria-label={name}
      title={name}
      {...testHooks('echonet-help')}
    >
      ?
    </a>
  );
}
