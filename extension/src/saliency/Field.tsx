import type { ReactElement, ReactNode } from 'react';

interface FieldProps {
  readonly name: string;
  readonly children: ReactNode;
}

/** A form control with its label. */
export function Field({ name, children }: FieldProps): ReactElement {
  return (
    <label className="echonet-field">
      <span>{name}</span>
      {children}
    </label>
  );
}
