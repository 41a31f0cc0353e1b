import type { ReactElement } from 'react';
import { testHooks } from '../panel/test-hooks';
import { useConfig, useSession } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';
import { firstUseEn, type HelpSection } from '../strings/first-use';

interface HelpLinkProps {
  readonly section: HelpSection;
  /** As it is shown. */
  readonly name: string;
}

/** Opens the help on a section in a tab of its own: in the language of the panel, or the department's. */
export function HelpLink({ section, name }: HelpLinkProps): ReactElement {
  const session = useSession();
  const { helpUrl } = useConfig();
  const { firstUse } = useStrings();
  const label = firstUse.help(name);
  const href = helpUrl
    ? `${helpUrl}#${firstUseEn.helpAnchors[section]}`
    : `${session.fileUrl(firstUse.helpPage)}#${firstUse.helpAnchors[section]}`;
  return (
    <a
      className="echonet-help"
      href={href}
      target="_blank"
      rel="noreferrer"
      aria-label={label}
      title={label}
      {...testHooks('echonet-help')}
    >
      ?
    </a>
  );
}
