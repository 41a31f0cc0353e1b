import type { FastifyError, FastifyInstance } from 'fastify';
import { isUid } from '@echonet/dicom';
import { HttpProblem } from './http-problem';
import { qidoRoutes } from './qido/routes';
import type { Archive } from './store/archive';
import type { StoreLimits } from './stow/receive';
import { stowRoutes } from './stow/routes';
import type { ResourceParams } from './urls';
import { wadoRoutes } from './wado/routes';

export const defaultStoreLimits: StoreLimits = {
  instance: 1024 ** 3,
  request: 4 * 1024 ** 3,
};

/** The embedded archive's DICOMweb service: QIDO-RS, WADO-RS and STOW-RS, errors as JSON. */
export async function dicomweb(
  app: FastifyInstance,
  { archive, limits = defaultStoreLimits }: { archive: Archive; limits?: StoreLimits },
): Promise<void> {
  app.addHook('preHandler', async (request) => {
    const { study, series, instance } = request.params as ResourceParams;
    for (const uid of [study, series, instance]) {
      if (uid !== undefined && !isUid(uid)) {
        throw new HttpProblem(400, `"${uid.slice(0, 80)}" is no DICOM unique identifier.`);
      }
    }
  });
  app.setErrorHandler((error: FastifyError | HttpProblem, request, reply) => {
    const statusCode = error.statusCode ?? 500;
    if (statusCode >= 500) {
      request.log.error(error);
    }
    return reply.status(statusCode).send({ statusCode, message: error.message });
  });
  app.setNotFoundHandler((request, reply) =>
    reply.status(404).send({
      statusCode: 404,
      message: `${request.method} ${request.url.split('?')[0]} is no resource of this archive.`,
    }),
  );
  qidoRoutes(app, archive);
  wadoRoutes(app, archive);
  stowRoutes(app, archive, limits);
}
