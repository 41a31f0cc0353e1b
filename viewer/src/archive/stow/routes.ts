import type { Readable } from 'node:stream';
import { rm } from 'node:fs/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { HttpProblem } from '../http-problem';
import type { Archive } from '../store/archive';
import { instanceUrl, studyUrl, type ResourceParams } from '../urls';
import { parseAccept } from '../wado/accept';
import {
  FailureReason,
  outcomeOf,
  storeResponse,
  storeStatus,
  StudyMismatch,
  type StoreOutcome,
} from './outcome';
import { receiveParts, receiveSingle, type ReceivedPart, type StoreLimits } from './receive';

type StoreRequest = FastifyRequest<{ Params: ResourceParams; Body: Readable }>;

/** RFC 2046 5.1.1 */
const longestBoundary = 70;

/** STOW-RS: store instances (PS3.18 section 10.5). */
export function stowRoutes(app: FastifyInstance, archive: Archive, limits: StoreLimits): void {
  // The server's own parsers read whole bodies into memory, and a page of any site may send text.
  app.removeAllContentTypeParsers();
  // Bodies are streamed to disk: the parser hands them on untouched.
  const passThrough = (
    _request: FastifyRequest,
    payload: Readable,
    done: (error: null, body: Readable) => void,
  ): void => done(null, payload);
  app.addContentTypeParser(/^multipart\/related/i, passThrough);
  app.addContentTypeParser('application/dicom', passThrough);
  for (const path of ['/studies', '/studies/:study']) {
    app.post(
      path,
      { bodyLimit: limits.request, onRequest: refuseOtherSites },
      (request: StoreRequest, reply) => store(archive, limits, request, reply),
    );
  }
}

/**
 * Browsers send some requests of any page without asking; they tell where from (Fetch Metadata,
 * Origin). Other programs send neither header.
 */
function refuseOtherSites(
  { headers }: FastifyRequest,
  _reply: FastifyReply,
  done: (error?: Error) => void,
): void {
  const site = headers['sec-fetch-site'];
  const isForeign =
    site === undefined
      ? headers.origin !== undefined && hostOf(headers.origin) !== headers.host
      : site !== 'same-origin' && site !== 'none';
  done(isForeign ? new HttpProblem(403, 'Pages of other sites cannot store here.') : undefined);
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

async function store(
  archive: Archive,
  limits: StoreLimits,
  request: StoreRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const outcomes: StoreOutcome[] = [];
  const take = async (part: ReceivedPart): Promise<void> => {
    outcomes.push(await storePart(archive, request, part));
  };
  const [media] = parseAccept(request.headers['content-type']);
  if (media.type === 'application/dicom') {
    await take(await receiveSingle(request.body, limits, archive.newIncomingFile()));
  } else {
    const { boundary, type } = media.parameters;
    if (!boundary || boundary.length > longestBoundary) {
      throw new HttpProblem(
        400,
        `The Content-Type names no multipart boundary of at most ${longestBoundary} characters.`,
      );
    }
    if (type && type.toLowerCase() !== 'application/dicom') {
      throw new HttpProblem(415, 'Instances are stored as application/dicom parts only.');
    }
    try {
      await receiveParts(request.body, boundary, limits, () => archive.newIncomingFile(), take);
    } catch (error) {
      // What arrived whole is stored and must be acknowledged, whatever became of the rest.
      if (!(error instanceof HttpProblem) || outcomes.length === 0) {
        throw error;
      }
      outcomes.push({
        stored: false,
        failureReason: FailureReason.ProcessingFailure,
        sentence: error.message,
      });
    }
  }
  const studies = new Set(outcomes.flatMap((each) => (each.stored ? [each.StudyInstanceUID] : [])));
  const [study] = studies;
  return reply
    .status(storeStatus(outcomes))
    .type('application/dicom+json')
    .send(
      JSON.stringify(
        storeResponse(outcomes, studies.size === 1 ? studyUrl(request, study) : undefined),
      ),
    );
}

async function storePart(
  archive: Archive,
  request: StoreRequest,
  part: ReceivedPart,
): Promise<StoreOutcome> {
  const refuse = async (failureReason: number, sentence: string): Promise<StoreOutcome> => {
    await rm(part.file, { force: true });
    return { stored: false, failureReason, sentence };
  };
  if (part.problem) {
    return refuse(FailureReason.OutOfResources, part.problem);
  }
  if (!/^application\/dicom\s*(;|$)/i.test(part.contentType)) {
    return refuse(
      FailureReason.CannotUnderstand,
      `Its part has the type ${part.contentType.slice(0, 80)} and not application/dicom.`,
    );
  }
  try {
    let notes: readonly string[] = [];
    const entry = await archive.store(part.file, (instance) => {
      ({ notes } = instance);
      const wanted = request.params.study;
      if (wanted === undefined || instance.StudyInstanceUID === wanted) {
        return;
      }
      throw new StudyMismatch(
        `It belongs to study ${instance.StudyInstanceUID} and not to ${wanted}.`,
        instance,
      );
    });
    return { stored: true, ...entry, retrieveUrl: instanceUrl(request, entry), notes };
  } catch (error) {
    return outcomeOf(error);
  }
}
