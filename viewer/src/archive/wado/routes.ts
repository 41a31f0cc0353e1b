import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { frameMediaType, isVideo } from '@echonet/dicom';
import { messageOf } from '@echonet/command-line';
import type { InstanceDescription } from '../dicom/instance';
import { numberOf } from '../dicom/json';
import { HttpProblem } from '../http-problem';
import type { Archive } from '../store/archive';
import type { CatalogueEntry } from '../store/catalogue';
import { instanceUrl, type ResourceParams } from '../urls';
import { chooseMediaType, choosePacking, type Packing } from './accept';
import { readBulkData, withAbsoluteUris } from './bulkdata';
import { packMultipart, type Part } from './multipart';
import { renderFrame, type Rendering } from './rendered';
import { servedTransferSyntax } from './served-transfer-syntax';

const study = '/studies/:study';
const series = `${study}/series/:series`;
const instance = `${series}/instances/:instance`;

interface RenderQuery {
  viewport?: string;
  quality?: string;
}

/** WADO-RS: retrieve instances, metadata, frames, bulk data and images (PS3.18 section 10.4). */
export function wadoRoutes(app: FastifyInstance, archive: Archive): void {
  for (const resource of [study, series, instance]) {
    app.get<{ Params: ResourceParams }>(resource, (request, reply) =>
      sendInstances(archive, request, reply),
    );
    app.get<{ Params: ResourceParams }>(`${resource}/metadata`, (request, reply) =>
      sendMetadata(archive, request, reply),
    );
    for (const [kind, size] of [
      ['rendered', undefined],
      ['thumbnail', 256],
    ] as const) {
      app.get<{ Params: ResourceParams; Querystring: RenderQuery }>(
        `${resource}/${kind}`,
        (request, reply) => sendImage(archive, request, reply, '1', size),
      );
    }
  }
  app.get<{ Params: ResourceParams & { frames: string } }>(
    `${instance}/frames/:frames`,
    (request, reply) => sendFrames(archive, request, reply),
  );
  for (const [kind, size] of [
    ['rendered', undefined],
    ['thumbnail', 256],
  ] as const) {
    app.get<{ Params: ResourceParams & { frames: string }; Querystring: RenderQuery }>(
      `${instance}/frames/:frames/${kind}`,
      (request, reply) => sendImage(archive, request, reply, request.params.frames, size),
    );
  }
  app.get<{ Params: ResourceParams & { '*': string } }>(
    `${instance}/bulkdata/*`,
    (request, reply) => sendBulkData(archive, request, reply),
  );
}

function findInstances(archive: Archive, params: ResourceParams): CatalogueEntry[] {
  const entries = archive.catalogue.listInstances(params.study, params.series, params.instance);
  if (entries.length === 0) {
    const level = params.instance ? 'instance' : params.series ? 'series' : 'study';
    throw new HttpProblem(404, `No ${level} ${params[level]} is stored here.`);
  }
  return entries;
}

async function sendInstances(
  archive: Archive,
  request: FastifyRequest<{ Params: ResourceParams }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const entries = findInstances(archive, request.params);
  const packing = choosePacking(
    request.headers.accept,
    ['application/dicom'],
    entries.length === 1 ? entries[0].transferSyntaxUID : undefined,
    entries.length === 1,
  );
  if (!packing) {
    throw new HttpProblem(
      406,
      'Instances are sent as application/dicom in the transfer syntax in which they were stored.',
    );
  }
  const parts: Part[] = entries.map((entry) => ({
    contentType: `application/dicom; transfer-syntax=${entry.transferSyntaxUID}`,
    contentLocation: instanceUrl(request, entry),
    read: () => archive.readFile(entry),
  }));
  return sendParts(reply, packing, 'application/dicom', parts);
}

async function sendMetadata(
  archive: Archive,
  request: FastifyRequest<{ Params: ResourceParams }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const entries = findInstances(archive, request.params);
  const json = chooseMediaType(request.headers.accept, [
    'application/dicom+json',
    'application/json',
  ]);
  if (!json) {
    throw new HttpProblem(406, 'Metadata is sent as application/dicom+json.');
  }
  const datasets = [];
  for (const entry of entries) {
    const { metadata } = await archive.describe(entry);
    datasets.push({
      ...withAbsoluteUris(metadata, instanceUrl(request, entry)),
      // Available Transfer Syntax UID (PS3.18 table 10.6.3-5)
      '00083002': { vr: 'UI', Value: [servedTransferSyntax(entry.transferSyntaxUID)] },
    });
  }
  return reply.type(json).send(JSON.stringify(datasets));
}

async function sendFrames(
  archive: Archive,
  request: FastifyRequest<{ Params: ResourceParams & { frames: string } }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const [entry] = findInstances(archive, request.params);
  const description = await archive.describe(entry);
  const frames = frameIndices(request.params.frames, description);
  const transferSyntaxUID = servedTransferSyntax(entry.transferSyntaxUID);
  const mediaTypes = ['application/octet-stream', frameMediaType(transferSyntaxUID)];
  const packing = choosePacking(
    request.headers.accept,
    mediaTypes,
    transferSyntaxUID,
    frames.length === 1,
  );
  if (!packing) {
    throw new HttpProblem(
      406,
      `The frames of this instance are sent in transfer syntax ${transferSyntaxUID} only.`,
    );
  }
  const parts: Part[] = frames.map((frame) => ({
    contentType: `application/octet-stream; transfer-syntax=${transferSyntaxUID}`,
    contentLocation: `${instanceUrl(request, entry)}/frames/${frame + 1}`,
    read: () => archive.readFrame(entry, description.frames, description.frames.frames[frame]),
  }));
  return sendParts(reply, packing, 'application/octet-stream', parts);
}

/** Zero-based frames from a list such as `1,2,5`. */
function frameIndices(list: string, { frames }: InstanceDescription): number[] {
  return list.split(',').map((text) => {
    const number = Number(text);
    if (!/^[0-9]+$/.test(text) || number < 1) {
      throw new HttpProblem(400, `Frames are numbered from 1; "${text.slice(0, 20)}" is no frame.`);
    }
    if (number > frames.frames.length) {
      const there = `Frame ${number} does not exist: the instance has ${frames.frames.length}.`;
      throw new HttpProblem(404, frames.problem ? `${there} ${frames.problem}` : there);
    }
    return number - 1;
  });
}

async function sendParts(
  reply: FastifyReply,
  packing: Packing,
  type: string,
  parts: Part[],
): Promise<FastifyReply> {
  if (packing === 'single') {
    return reply.type(parts[0].contentType).send(await parts[0].read());
  }
  const { contentType, stream } = packMultipart(type, parts);
  return reply.type(contentType).send(stream);
}

async function sendImage(
  archive: Archive,
  request: FastifyRequest<{ Params: ResourceParams; Querystring: RenderQuery }>,
  reply: FastifyReply,
  frameList: string,
  defaultSize: number | undefined,
): Promise<FastifyReply> {
  const entries = findInstances(archive, request.params);
  const mediaType = chooseMediaType(request.headers.accept, ['image/jpeg', 'image/png']);
  if (!mediaType) {
    throw new HttpProblem(406, 'Images are sent as image/jpeg or image/png.');
  }
  const entry = entries.find((each) => numberOf(each.attributes, '00280010') !== undefined);
  if (!entry) {
    throw new HttpProblem(404, 'There is no image: no instance here has pixels.');
  }
  if (isVideo(entry.transferSyntaxUID)) {
    throw new HttpProblem(406, 'Video transfer syntaxes are not rendered here.');
  }
  const description = await archive.describe(entry);
  const [frame] = frameIndices(frameList, description);
  const bytes = await archive.readFrame(
    entry,
    description.frames,
    description.frames.frames[frame],
  );
  const rendering: Rendering = {
    format: mediaType === 'image/png' ? 'png' : 'jpeg',
    viewport: parseViewport(request.query.viewport, defaultSize),
    quality: parseQuality(request.query.quality),
  };
  const transferSyntaxUID = servedTransferSyntax(entry.transferSyntaxUID);
  const image = await renderFrame(description.metadata, bytes, transferSyntaxUID, rendering).catch(
    (error: unknown) => {
      throw new HttpProblem(
        500,
        `Frame ${frame + 1} of instance ${entry.SOPInstanceUID} cannot be rendered: ${messageOf(error)}.`,
      );
    },
  );
  return reply.type(mediaType).send(image);
}

function parseViewport(
  text: string | undefined,
  defaultSize: number | undefined,
): Rendering['viewport'] {
  if (text === undefined) {
    return defaultSize === undefined ? undefined : { width: defaultSize, height: defaultSize };
  }
  const [width, height] = text.split(',').map(Number);
  const sane = (size: number): boolean => Number.isInteger(size) && size >= 1 && size <= 4096;
  if (!sane(width) || !sane(height)) {
    throw new HttpProblem(400, 'viewport is width,height in pixels, each from 1 to 4096.');
  }
  return { width, height };
}

function parseQuality(text: string | undefined): number | undefined {
  if (text === undefined) {
    return undefined;
  }
  const quality = Number(text);
  if (!Number.isInteger(quality) || quality < 1 || quality > 100) {
    throw new HttpProblem(400, 'quality is a whole number from 1 to 100.');
  }
  return quality;
}

async function sendBulkData(
  archive: Archive,
  request: FastifyRequest<{ Params: ResourceParams & { '*': string } }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const [entry] = findInstances(archive, request.params);
  const path = request.params['*'];
  const value = /^[0-9A-F]{8}(\/[0-9]+\/[0-9A-F]{8})*$/.test(path)
    ? readBulkData(await archive.readFile(entry), path)
    : undefined;
  if (!value) {
    throw new HttpProblem(404, `Instance ${entry.SOPInstanceUID} has no bulk data ${path}.`);
  }
  const type = 'application/octet-stream';
  const packing = choosePacking(request.headers.accept, [type], undefined, true);
  if (!packing) {
    throw new HttpProblem(406, `Bulk data is sent as ${type}.`);
  }
  return sendParts(reply, packing, type, [
    { contentType: type, read: () => Promise.resolve(value) },
  ]);
}
