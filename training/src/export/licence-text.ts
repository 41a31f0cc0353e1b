import type { AnyManifest } from '@echonet/models';

/** The terms of weights whose data have some. */
export function licenceText({ name, version, provenance }: AnyManifest): string | undefined {
  const { licence, citation } = provenance;
  return (
    licence &&
    [
      `${name} ${version}: the weights in this folder are under ${licence}, as are the data that they were trained on.`,
      ...(citation ? [`Cite: ${citation}`] : []),
      'The rest of EchoNet for OHIF is under its own licence and works without this folder.',
      '',
    ].join('\n')
  );
}
