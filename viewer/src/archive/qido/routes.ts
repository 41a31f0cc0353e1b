import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { chooseMediaType } from '../wado/accept';
import { HttpProblem } from '../http-problem';
import type { JsonDataset } from '../dicom/json';
import type { Archive } from '../store/archive';
import type { StudyEntries } from '../store/catalogue';
import { instanceUrl, seriesUrl, studyUrl, type ResourceParams } from '../urls';
import { withAbsoluteUris } from '../wado/bulkdata';
import { parseQuery, type Query } from './query';
import { searchInstances, searchSeries, searchStudies, type Match } from './search';

type SearchRequest = FastifyRequest<{
  Params: ResourceParams;
  Querystring: Record<string, string | string[] | undefined>;
}>;

interface Level {
  paths: string[];
  search: (studies: StudyEntries[], query: Query) => Match[];
  url: (request: FastifyRequest, match: Match) => string;
  /** Which attributes of the representative instance `includefield=all` adds. */
  belongs: (tag: string) => boolean;
}

const isPatientTag = (tag: string): boolean => tag.startsWith('0010');

const levels: Level[] = [
  {
    paths: ['/studies'],
    search: searchStudies,
    url: (request, { representative }) => studyUrl(request, representative.StudyInstanceUID),
    belongs: isPatientTag,
  },
  {
    paths: ['/series', '/studies/:study/series'],
    search: searchSeries,
    url: (request, { representative }) => seriesUrl(request, representative),
    belongs: isPatientTag,
  },
  {
    paths: ['/instances', '/studies/:study/instances', '/studies/:study/series/:series/instances'],
    search: searchInstances,
    url: (request, { representative }) => instanceUrl(request, representative),
    belongs: () => true,
  },
];

/** QIDO-RS: search for studies, series and instances (PS3.18 section 10.6). */
export function qidoRoutes(app: FastifyInstance, archive: Archive): void {
  for (const level of levels) {
    for (const path of level.paths) {
      app.get(path, (request: SearchRequest, reply: FastifyReply) =>
        answerSearch(archive, level, request, reply),
      );
    }
  }
}

async function answerSearch(
  archive: Archive,
  { search, url, belongs }: Level,
  request: SearchRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const json = chooseMediaType(request.headers.accept, [
    'application/dicom+json',
    'application/json',
  ]);
  if (!json) {
    throw new HttpProblem(406, 'Search results are sent as application/dicom+json.');
  }
  const query = parseQuery(request.query);
  const { study, series } = request.params;
  const studies = archive.catalogue.listStudies(study).map((each) => ({
    ...each,
    series: each.series.filter(({ SeriesInstanceUID }) => !series || SeriesInstanceUID === series),
  }));
  const matches = search(
    studies.filter((each) => each.series.length > 0),
    query,
  );
  const page = matches.slice(query.offset, query.offset + query.limit);
  const datasets = [];
  for (const match of page) {
    datasets.push({
      ...(await includedFields(archive, request, match, query, belongs)),
      ...match.dataset,
      '00081190': { vr: 'UR', Value: [url(request, match)] },
    });
  }
  if (query.ignored.length > 0) {
    const names = query.ignored.join(', ').replace(/[^\x20-\x7e]|["\\]/g, '?');
    reply.header('Warning', `299 ${request.host} "Parameters not supported here: ${names}"`);
  }
  return reply.type(json).send(JSON.stringify(datasets));
}

/** Attributes named by includefield, taken from the instance that represents the match. */
async function includedFields(
  archive: Archive,
  request: FastifyRequest,
  { dataset, representative }: Match,
  { includeFields }: Query,
  belongs: Level['belongs'],
): Promise<JsonDataset> {
  if (includeFields !== 'all' && includeFields.every((tag) => tag in dataset)) {
    return {};
  }
  const { metadata } = await archive.describe(representative);
  const wanted = Object.entries(metadata).filter(([tag]) =>
    includeFields === 'all' ? belongs(tag) : includeFields.includes(tag),
  );
  return withAbsoluteUris(Object.fromEntries(wanted), instanceUrl(request, representative));
}
