import { useMemo, useRef, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';
import { HelpLink } from '../first-use/HelpLink';
import { sliderTarget } from './slider-keys';
import type { PanelTab } from './state';
import { testHooks } from './test-hooks';
import { HeldStateContext, useSession, useSessionPart } from './use-session';
import { useStrings } from './use-strings';

interface TabsProps {
  readonly tabs: readonly PanelTab[];
  readonly shown: PanelTab;
  readonly onShow: (tab: PanelTab) => void;
}

/** The panel's sections by name, and help on the one shown; they stay at the top while a section scrolls. */
export function Tabs({ tabs, shown, onShow }: TabsProps): ReactElement {
  const { label, names, fullNames } = useStrings().tabs;
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const target = sliderTarget(event, tabs.indexOf(shown), tabs.length);
    if (target === undefined) {
      return;
    }
    event.preventDefault();
    onShow(tabs[target]);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[target].focus();
  };
  return (
    <div className="echonet-tab-bar">
      <div
        ref={list}
        className="echonet-tabs"
        role="tablist"
        aria-label={label}
        onKeyDown={onKeyDown}
      >
        {tabs.map((tab) => (
          <button
            key={tab}
            type="button"
            role="tab"
            id={tabId(tab)}
            className="echonet-tab"
            aria-selected={tab === shown}
            aria-controls={tabPanelId(tab)}
            title={fullNames[tab]}
            tabIndex={tab === shown ? 0 : -1}
            onClick={() => onShow(tab)}
            {...testHooks(`echonet-tab-${tab}`)}
          >
            {names[tab]}
          </button>
        ))}
      </div>
      <HelpLink section={shown} name={fullNames[shown]} />
    </div>
  );
}

interface TabContentProps {
  readonly tab: PanelTab;
  readonly shown: PanelTab;
  readonly children: ReactNode;
}

/**
 * Keeps its content while it is hidden, and with it what the reader has opened or chosen there. While
 * clips are analysed, what is hidden is rendered once at the end, not with every frame.
 */
export function TabContent({ tab, shown, children }: TabContentProps): ReactElement {
  const { store } = useSession();
  const isHidden = tab !== shown;
  const isHeld = useSessionPart(({ run }) => run !== undefined) && isHidden;
  const held = useMemo(() => (isHeld ? store.get() : undefined), [isHeld, store]);
  return (
    <div role="tabpanel" id={tabPanelId(tab)} aria-labelledby={tabId(tab)} hidden={isHidden}>
      <HeldStateContext.Provider value={held}>{children}</HeldStateContext.Provider>
    </div>
  );
}

const tabId = (tab: PanelTab): string => `echonet-tab-${tab}`;
const tabPanelId = (tab: PanelTab): string => `echonet-tab-content-${tab}`;
