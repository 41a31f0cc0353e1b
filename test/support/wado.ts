/** Ends the header block of a part of a multipart response. */
const headerEnd = Buffer.from('\r\n\r\n');

/**
 * Retrieves all instances of one SOP Class in a study as Part 10 files, by QIDO-RS and WADO-RS.
 *
 * @throws Error with the HTTP status when the archive does not return one of them
 */
export async function retrieveInstances(
  dicomwebUrl: string,
  StudyInstanceUID: string,
  SOPClassUID: string,
): Promise<Uint8Array[]> {
  const study = `${dicomwebUrl}/studies/${StudyInstanceUID}`;
  const found = await fetch(`${study}/instances?SOPClassUID=${SOPClassUID}`, {
    headers: { Accept: 'application/dicom+json' },
  });
  if (found.status === 204) {
    return [];
  }
  const instances = (await found.json()) as Record<string, { Value?: string[] }>[];
  const uid = (instance: (typeof instances)[number], tag: string) => instance[tag].Value?.[0];
  return Promise.all(
    instances
      .filter((instance) => uid(instance, '00080016') === SOPClassUID)
      .map(async (instance) => {
        const url = `${study}/series/${uid(instance, '0020000E')}/instances/${uid(instance, '00080018')}`;
        const response = await fetch(url, {
          headers: {
            Accept: 'multipart/related; type="application/dicom"; transfer-syntax=*',
          },
        });
        if (!response.ok) {
          throw new Error(`WADO-RS answered ${response.status} for ${url}.`);
        }
        return onlyPart(
          Buffer.from(await response.arrayBuffer()),
          response.headers.get('Content-Type') ?? '',
        );
      }),
  );
}

function onlyPart(body: Buffer, contentType: string): Uint8Array {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (!boundary) {
    return body;
  }
  const start = body.indexOf(headerEnd, body.indexOf(`--${boundary}`)) + headerEnd.length;
  return body.subarray(start, body.lastIndexOf(`\r\n--${boundary}`));
}
