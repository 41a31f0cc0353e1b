/** @jest-environment jsdom */

import { afterEach, expect, it } from '@jest/globals';
import { act, cleanup, render, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { fakeViewer } from '../host/testing';
import type { Run } from '../inference/state';
import type { Session } from '../session/session';
import { sessionOver } from '../session/testing';
import type { PanelTab } from './state';
import { TabContent } from './Tabs';
import { SessionContext, useSessionPart } from './use-session';

afterEach(cleanup);

let renderings = 0;

function WindowsDone(): ReactElement {
  const done = useSessionPart(({ run }) => run?.done);
  renderings++;
  return <p>{done === undefined ? 'at rest' : `${done} done`}</p>;
}

function contentOf(session: Session, shown: PanelTab): ReactElement {
  return (
    <SessionContext.Provider value={session}>
      <TabContent tab="models" shown={shown}>
        <WindowsDone />
      </TabContent>
    </SessionContext.Provider>
  );
}

function analyse(session: Session, done: number | undefined): void {
  act(() => session.store.set({ run: done === undefined ? undefined : { ...run, done } }));
}

const run: Run = {
  SOPInstanceUID: '1.2.3.1',
  clipIndex: 0,
  clipCount: 1,
  phase: 'predicting',
  done: 0,
  count: 9,
};

it('renders what is hidden once after an analysis, not with every step of it', () => {
  const session = sessionOver(fakeViewer());
  render(contentOf(session, 'results'));
  analyse(session, 1);
  renderings = 0;
  [2, 3, 4, 5].forEach((done) => analyse(session, done));
  expect(renderings).toBe(0);
  analyse(session, undefined);
  expect(screen.getByText('at rest')).toBeTruthy();
});

it('renders what is hidden as it is now when it is shown during an analysis', () => {
  const session = sessionOver(fakeViewer());
  const { rerender } = render(contentOf(session, 'results'));
  [1, 2, 3].forEach((done) => analyse(session, done));
  rerender(contentOf(session, 'models'));
  expect(screen.getByText('3 done')).toBeTruthy();
  analyse(session, 4);
  expect(screen.getByText('4 done')).toBeTruthy();
});
