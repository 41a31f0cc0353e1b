/** @jest-environment jsdom */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { defaultConfig } from '../config';
import { foundSegmentation } from '../contours/testing';
import { fakeViewer } from '../host/testing';
import { fakeWorker } from '../inference/fake-worker';
import { Panel } from '../panel/Panel';
import { SessionContext } from '../panel/use-session';
import { sessionOver } from '../session/testing';
import { areHintsSeen, keepHintsSeen } from './hints-seen';

HTMLCanvasElement.prototype.getContext = () => null;

beforeEach(() => localStorage.clear());
afterEach(cleanup);

async function showPanel(config = defaultConfig, language = 'en') {
  const viewer = fakeViewer();
  viewer.shownLanguage = language;
  const session = sessionOver(viewer, fakeWorker(), {
    config,
    findSegmentationModel: () => Promise.resolve(foundSegmentation),
  });
  render(
    <SessionContext.Provider value={session}>
      <Panel />
    </SessionContext.Provider>,
  );
  await act(() => session.models.load());
  return session;
}

describe('the hints of the first use', () => {
  it('are three, and stay away once they are dismissed', async () => {
    await showPanel();
    expect(screen.getByTestId('echonet-hints').querySelectorAll('li')).toHaveLength(3);
    await userEvent.click(screen.getByTestId('echonet-hints-dismiss'));
    expect(screen.queryByTestId('echonet-hints')).toBeNull();
    cleanup();
    await showPanel();
    expect(screen.queryByTestId('echonet-hints')).toBeNull();
  });

  it('leave the place to results', async () => {
    const session = await showPanel();
    await act(async () => void (await session.runs.start()));
    expect(screen.queryByTestId('echonet-hints')).toBeNull();
    expect(areHintsSeen(localStorage)).toBe(false);
  });

  it('come with every page where the browser keeps nothing', () => {
    const forbidden = {
      getItem: (): string => {
        throw new Error('SecurityError');
      },
      setItem: () => {
        throw new Error('SecurityError');
      },
    };
    keepHintsSeen(forbidden);
    expect([areHintsSeen(forbidden), areHintsSeen(undefined)]).toEqual([false, false]);
  });
});

describe('the help link', () => {
  it.each([
    ['en', 'READING.md', 'reading.html', /^Help: ./],
    ['de', 'READING.de.md', 'reading.de.html', /^Hilfe: ./],
  ])(
    'leads from every section to a heading of the guide: %s',
    async (language, file, page, name) => {
      await showPanel(defaultConfig, language);
      const guide = readFileSync(path.join(__dirname, '../../../docs', file), 'utf8');
      const headings = [...guide.matchAll(/^## (.+)$/gm)].map(([, title]) =>
        title.toLowerCase().replaceAll(' ', '-'),
      );
      for (const tab of screen.getAllByRole('tab')) {
        await userEvent.click(tab);
        for (const link of screen.getAllByTestId<HTMLAnchorElement>('echonet-help')) {
          expect(link.href.split('#')[0]).toBe(`http://localhost/help/${page}`);
          expect(headings).toContain(link.hash.slice(1));
          expect(link.getAttribute('aria-label')).toMatch(name);
        }
      }
    },
  );

  it('leads to the page of the department where one is configured', async () => {
    await showPanel({ ...defaultConfig, helpUrl: 'https://intranet.example/echo' });
    const [link] = screen.getAllByTestId<HTMLAnchorElement>('echonet-help');
    expect(link.href).toBe('https://intranet.example/echo#clips');
  });
});
