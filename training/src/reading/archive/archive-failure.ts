import { UserError } from '@echonet/command-line';
import { authorizationVariable, RequestFailure, type Archive } from '../../data/sources/dicomweb';

/**
 * What to tell the user about an archive that requires other authorization, which no study can be
 * blamed for.
 *
 * @returns undefined for any other error
 */
export function archiveFailure(error: unknown): UserError | undefined {
  if (!(error instanceof RequestFailure) || (error.status !== 401 && error.status !== 403)) {
    return undefined;
  }
  return new UserError(
    `${error.message} Put the value of its Authorization header into ${authorizationVariable}, and run again to go on.`,
    { cause: error },
  );
}

/** Whether a request failed and the archive answers no search either, so that no study can be blamed. */
export async function isArchiveAway(error: unknown, archive: () => Archive): Promise<boolean> {
  if (!(error instanceof RequestFailure)) {
    return false;
  }
  try {
    await archive().search('/studies', { ModalitiesInStudy: 'US', limit: '1' });
    return false;
  } catch {
    return true;
  }
}
