/** @jest-environment jsdom */

import type { ReactElement } from 'react';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, render } from '@testing-library/react';
import { islandComponent } from '../host/react';
import { en } from '../strings/en';
import { mountStateCell, type StateCellProps } from './state-cell';
import { withStateColumn } from './study-list-column';
import type { StudyState } from './study-state';

afterEach(cleanup);

const header = () => null;
const hostColumns = [
  { id: 'patient', header, meta: { label: 'Patient' } },
  { id: 'instances', header, meta: { label: 'Instances' } },
  { id: 'actions', header: () => null, meta: {} },
];

interface Column {
  readonly id: string;
  readonly header: unknown;
  readonly cell: (props: { row: { original: object } }) => ReactElement | null;
}

/** The column over studies whose states a test sets. */
function columnOver(states: Map<string, StudyState>) {
  const listeners = new Map<string, (state: StudyState) => void>();
  const Cell = islandComponent<StateCellProps>(
    mountStateCell({
      follow(study, listen) {
        listeners.set(study, listen);
        const state = states.get(study);
        if (state) {
          listen(state);
        }
        return () => void listeners.delete(study);
      },
      words: () => en.waiting.list,
    }),
    'echonet-study-state',
  );
  const columns = withStateColumn(hostColumns, Cell) as Column[];
  return { Cell, columns, column: columns.find(({ id }) => id === 'echonet')!, listeners };
}

const row = (studyInstanceUid: string, modalities = 'US') => ({
  row: { original: { studyInstanceUid, modalities } },
});

describe("EchoNet's column of the study list", () => {
  it("stands before the host's menu, with the host's header", () => {
    const { columns, column } = columnOver(new Map());
    expect(columns.map(({ id }) => id)).toEqual(['patient', 'instances', 'echonet', 'actions']);
    expect(column.header).toBe(header);
  });

  it('is added once, and not to a host without columns', () => {
    const { Cell, columns } = columnOver(new Map());
    expect(withStateColumn(columns, Cell)).toBe(columns);
    expect(withStateColumn(undefined, Cell)).toBeUndefined();
  });

  it.each<[StudyState, string]>([
    [{ kind: 'not read' }, 'Not read'],
    [{ kind: 'read', findings: 'EF 58 % (50-66), 2 A4C' }, 'Read: EF 58 % (50-66), 2 A4C'],
    [{ kind: 'read', findings: '' }, 'Read'],
    [{ kind: 'check', findings: 'EF 30 % (22-38), 1 A4C' }, 'Check: EF 30 % (22-38), 1 A4C'],
    [{ kind: 'stored' }, 'Stored'],
    [{ kind: 'accepted' }, 'Accepted'],
    [{ kind: 'unknown', reason: 'It cannot be reached.' }, '?'],
  ])('shows %j', (state, text) => {
    const { column } = columnOver(new Map([['1.2.3', state]]));
    const { container } = render(column.cell(row('1.2.3')));
    const cell = container.querySelector<HTMLElement>('.echonet-study-state')!;
    expect(cell.textContent).toBe(text);
    expect(cell.title).not.toBe('');
  });

  it('follows the study of the row until it is gone', () => {
    const { column, listeners } = columnOver(new Map());
    const { container, rerender, unmount } = render(column.cell(row('1')));
    expect(container.textContent).toBe('…');
    listeners.get('1')!({ kind: 'accepted' });
    expect(container.textContent).toBe('Accepted');
    rerender(column.cell(row('2')));
    expect(container.textContent).toBe('…');
    expect([...listeners.keys()]).toEqual(['2']);
    unmount();
    expect(listeners.size).toBe(0);
  });

  it('asks nothing of studies without ultrasound', () => {
    const { column } = columnOver(new Map());
    expect(column.cell(row('1', 'CT\\SR'))).toBeNull();
    expect(column.cell(row('1', 'SR/US'))).not.toBeNull();
    expect(column.cell(row('1', ''))).not.toBeNull();
  });
});
