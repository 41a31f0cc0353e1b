/**
 * Stores Part 10 files by STOW-RS (PS3.18 section 10.5) in one request.
 *
 * @param dicomwebUrl root of the DICOMweb service
 * @throws Error with the archive's response when it does not store all of them
 */
export async function storeInstances(dicomwebUrl: string, files: Uint8Array[]): Promise<void> {
  const boundary = 'echonet-test-boundary';
  const parts = files.flatMap((file) => [
    Buffer.from(`--${boundary}\r\nContent-Type: application/dicom\r\n\r\n`),
    Buffer.from(file),
    Buffer.from('\r\n'),
  ]);
  const response = await fetch(`${dicomwebUrl}/studies`, {
    method: 'POST',
    headers: {
      'Content-Type': `multipart/related; type="application/dicom"; boundary=${boundary}`,
      Accept: 'application/dicom+json',
    },
    body: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
  });
  if (response.status !== 200) {
    throw new Error(`STOW-RS answered ${response.status}: ${await response.text()}`);
  }
}
