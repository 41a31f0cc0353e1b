import type { ReactElement } from 'react';
import { type DrawnPart, lineStyles } from './styles';

/** A line as the part is drawn, for legends. */
export function ContourLine({ part }: { readonly part: DrawnPart }): ReactElement {
  const { colour, width, dash } = lineStyles[part];
  return (
    <svg className="echonet-contour-line" viewBox="0 0 22 6" aria-hidden="true">
      <path d="M1 3h20" stroke={colour} strokeWidth={width} strokeDasharray={dash?.join(' ')} />
    </svg>
  );
}
