import type { ComponentType } from 'react';
import { hostElement } from '../host/react';
import type { StateCellProps } from './state-cell';

/** A column of the host's study list (OHIF 3.13 and later), as far as it is used. */
interface StudyListColumn {
  readonly id?: string;
  /** Renders the label of the column's meta. */
  readonly header?: unknown;
  readonly [property: string]: unknown;
}

interface StudyRow {
  readonly studyInstanceUid?: string;
  /** Modalities in Study, separated in some way; empty where the archive does not say. */
  readonly modalities?: string;
}

const columnId = 'echonet';
/** The host's menu of a row, which stands at its end. */
const lastColumnId = 'actions';
const minWidth = 200;

/**
 * Adds EchoNet's column before the host's menu.
 *
 * @param columns the host's; anything else, as of a host without customizable columns, stays as it is
 */
export function withStateColumn(
  columns: unknown,
  StateCell: ComponentType<StateCellProps>,
): unknown {
  if (!Array.isArray(columns)) {
    return columns;
  }
  const known = columns as readonly StudyListColumn[];
  const usual = known.find(({ header, meta }) => header && (meta as { label?: string })?.label);
  if (!usual || known.some(({ id }) => id === columnId)) {
    return columns;
  }
  const column: StudyListColumn = {
    id: columnId,
    accessorFn: ({ studyInstanceUid = '' }: StudyRow) => studyInstanceUid,
    header: usual.header,
    cell: ({ row }: { readonly row: { readonly original: StudyRow } }) => {
      const { studyInstanceUid, modalities = '' } = row.original;
      return studyInstanceUid && mayBeEcho(modalities)
        ? hostElement(StateCell, { StudyInstanceUID: studyInstanceUid })
        : null;
    },
    // States come later than rows, and of the shown page alone.
    enableSorting: false,
    meta: { label: 'EchoNet', minWidth, priority: 80 },
  };
  const last = known.findIndex(({ id }) => id === lastColumnId);
  const at = last < 0 ? known.length : last;
  return [...known.slice(0, at), column, ...known.slice(at)];
}

function mayBeEcho(modalities: string): boolean {
  const named = modalities
    .toUpperCase()
    .split(/[^A-Z]+/)
    .filter(Boolean);
  return named.length === 0 || named.includes('US');
}
