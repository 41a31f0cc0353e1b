import { messageOf, UserError } from '@echonet/command-line';
import type { DicomwebService } from './dicomweb-proxy';

const timeoutMs = 10_000;

/**
 * Queries an existing archive for one study, to check it before serving.
 *
 * @throws UserError with the reason
 */
export async function checkDicomweb({ url, authorization }: DicomwebService): Promise<void> {
  let response: Response;
  try {
    response = await fetch(`${url}/studies?limit=1`, {
      headers: {
        Accept: 'application/dicom+json',
        ...(authorization ? { Authorization: authorization } : {}),
      },
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
  } catch (error) {
    throw new UserError(`The archive ${url} cannot be reached (${reasonOf(error)}).`);
  }
  const { status } = response;
  if (response.ok) {
    return;
  }
  if (status === 401 || status === 403) {
    throw new UserError(
      authorization
        ? `The archive ${url} refuses the authorization in ECHONET_DICOMWEB_AUTHORIZATION (${status}).`
        : `The archive ${url} asks for authorization (${status}): put the header's value into ECHONET_DICOMWEB_AUTHORIZATION.`,
    );
  }
  if (status === 404) {
    throw new UserError(
      `There is no DICOMweb service at ${url} (404): give its root, the address before /studies.`,
    );
  }
  throw new UserError(`The archive ${url} answers a search for studies with error ${status}.`);
}

/** fetch hides the reason of a network error in its cause. */
function reasonOf(error: unknown): string {
  const { name, cause } = error as { name?: string; cause?: NodeJS.ErrnoException };
  if (name === 'TimeoutError') {
    return `no answer within ${timeoutMs / 1000} s`;
  }
  if (cause?.code === 'ECONNREFUSED') {
    return 'nothing listens there';
  }
  if (cause?.code === 'ENOTFOUND') {
    return 'no such host';
  }
  return cause?.message ?? messageOf(error);
}
