import { architectureTitle } from '@echonet/models';
import type { ColdStart, PluginColdStart } from '../browser/cold-start';
import type { PeakMemory } from '../browser/process-memory';
import type { Outcome, Row } from '../measure/rounds';
import { totalOf, type ShippedFile } from '../measure/shipped';
import type { Report } from './report';
import { isReached, type Target } from './targets';

/** The report as Markdown that is also readable in a terminal. */
export function reportText(report: Report): string {
  const { shipped, coldStarts, plugin, emptyPage } = report;
  return [
    introduction(report),
    speedTable(report),
    ...notesOn(report.rows),
    '### Targets',
    targetTable(report.targets),
    ...(coldStarts
      ? ['### Cold start and memory', coldStartTable(coldStarts, plugin, emptyPage), coldStartNote]
      : []),
    ...(shipped ? ['### Bytes shipped', shippedTable(shipped)] : []),
  ].join('\n\n');
}

function introduction(report: Report): string {
  const { machine, architecture, rounds, peak } = report;
  const { inputSize, channels } = architecture;
  const device = (
    name: string,
    { name: adapter, isSoftware }: { name?: string; isSoftware: boolean },
  ) => `${name}: ${adapter ? `${adapter}${isSoftware ? ' (software)' : ''}` : 'none'}`;
  return [
    `${report.date.slice(0, 10)}, ${machine.platform}, ${machine.processor}, ` +
      `${machine.cores} cores, ${machine.system}; load ${machine.loadBefore.toFixed(1)} before the ` +
      `run. ${device('WebGPU', machine.devices.webgpu)}; ${device('WebGL', machine.devices.webgl)}.`,
    `${architectureTitle(architecture)} at ${inputSize}x${inputSize}x${channels}, ` +
      `${(report.multiplyAccumulates / 1e9).toFixed(2)} GMAC a frame, random weights. ` +
      `Milliseconds a frame, median and least of ${rounds} interleaved rounds.`,
    ...(peak
      ? [
          `Arithmetic limit of WebAssembly here, measured in the same rounds: ` +
            `${giga(peak.allCores.median)} GMAC/s on all cores (best round ` +
            `${giga(Math.max(...peak.allCores.all))}), ${giga(peak.oneThread.median)} on one thread. ` +
            'EchoNet’s engine needs a quarter of the multiplications of 3 x 3 taps, all of which ' +
            'count here: it can be beyond the limit.',
        ]
      : []),
  ].join('\n');
}

function speedTable({ rows, multiplyAccumulates, peak }: Report): string {
  const limit = peak?.allCores.median;
  return table(
    [
      'contestant',
      'id',
      'batch',
      'forward',
      'least',
      'GMAC/s',
      'of limit',
      'saliency',
      'least',
      'x forward',
      'numbers',
    ],
    rows.map(({ contestant, description, batchSize, forward, gradient }) => {
      const speed =
        forward.state === 'measured' ? (1000 * multiplyAccumulates) / forward.timing.median : NaN;
      const share = contestant.device === 'wasm' && limit ? speed / limit : NaN;
      const ratio =
        forward.state === 'measured' && gradient?.state === 'measured'
          ? gradient.timing.median / forward.timing.median
          : NaN;
      return [
        description ? `${contestant.title} (${description})` : contestant.title,
        contestant.id,
        String(batchSize),
        ...timesOf(forward),
        number(speed / 1e9, 1),
        Number.isNaN(share) ? '' : `${Math.round(100 * share)} %`,
        ...(gradient ? timesOf(gradient) : [contestant.hasGradients ? '' : 'none', '']),
        number(ratio, 2),
        verdictOf([forward, gradient]),
      ];
    }),
  );
}

function timesOf(outcome: Outcome): [median: string, least: string] {
  if (outcome.state !== 'measured') {
    return [outcome.state === 'failed' ? 'fails' : outcome.state, ''];
  }
  return [number(outcome.timing.median, 1), number(outcome.timing.min, 1)];
}

function verdictOf(outcomes: readonly (Outcome | undefined)[]): string {
  const agreements = outcomes.flatMap((outcome) =>
    outcome?.state === 'measured' ? [outcome.agreement] : [],
  );
  if (agreements.length === 0) {
    return '';
  }
  const error = Math.max(...agreements.map((agreement) => agreement.error));
  const isRight = agreements.every(({ agrees }) => agrees);
  return `${isRight ? 'right' : '**WRONG**'} (${error.toExponential(0)})`;
}

/** Each reason why something was not measured, once. */
function notesOn(rows: readonly Row[]): string[] {
  const notes = rows.flatMap(({ contestant, forward, gradient }) => [
    ...(forward.state === 'measured' ? [] : [`${contestant.id}: ${forward.reason}`]),
    ...(!gradient || gradient.state === 'measured' || forward.state === gradient.state
      ? []
      : [`${contestant.id}, saliency: ${gradient.reason}`]),
  ]);
  const list = [...new Set(notes)].map((note) => `- ${note}`).join('\n');
  return list ? [list] : [];
}

function targetTable(targets: readonly Target[]): string {
  return table(
    ['target', 'at most', 'here', '', 'of'],
    targets.map((target) => {
      const { name, limit, unit, value, note } = target;
      const reached = isReached(target);
      const withUnit = (text: string) => (unit ? `${text} ${unit}` : text);
      return [
        name,
        withUnit(limit.toFixed(2)),
        value === undefined ? '' : withUnit(value.toFixed(2)),
        reached === undefined ? 'not measured' : reached ? 'reached' : '**not reached**',
        note,
      ];
    }),
  );
}

const coldStartNote =
  'Each in a browser of its own, files over loopback and uncompressed, the code of the libraries ' +
  'unminified except for the plugin. Milliseconds; `code` is loading and compiling the library, ' +
  '`create` from weights to a network that is ready. Memory is the most that the process of page ' +
  'and workers has held (for graphics devices with the process that drives them); the first ' +
  'row is a page that computes nothing.';

function coldStartTable(
  starts: readonly ColdStart[],
  plugin?: PluginColdStart,
  emptyPage?: PeakMemory,
): string {
  const rows = starts.map((start) => {
    if (start.state === 'failed') {
      return [start.title, `fails: ${start.reason}`];
    }
    const { title, report, firstResultMs, codeBytes, networkBytes } = start;
    const parts = [report.codeMs, report.downloadMs, report.createMs, firstResultMs];
    return [
      title,
      ...parts.map((part) => number(part, 0)),
      number(
        parts.reduce((sum, part) => sum + part, 0),
        0,
      ),
      megabytes(codeBytes),
      megabytes(networkBytes),
      memoryOf(start.isGraphics, start.memory),
      memoryOf(start.isGraphics, start.memoryWithGradient),
    ];
  });
  return table(
    [
      'contestant',
      'code',
      'download',
      'create',
      'first frame',
      'in all',
      'code MB',
      'network MB',
      'memory MB',
      'with saliency',
    ],
    [
      ['an empty page', '', '', '', '', '', '', '', memoryOf(false, emptyPage)],
      ...rows,
      ...(plugin ? [pluginRow(plugin)] : []),
    ],
  );
}

function pluginRow(plugin: PluginColdStart): string[] {
  const title = "the plugin's worker with the bundled model";
  if (plugin.state === 'failed') {
    return [title, `fails: ${plugin.reason}`];
  }
  const { description, startMs, firstResultMs, codeBytes, networkBytes, memory } = plugin;
  return [
    `${title} (${description})`,
    '',
    '',
    number(startMs, 0),
    number(firstResultMs, 0),
    number(startMs + firstResultMs, 0),
    megabytes(codeBytes),
    megabytes(networkBytes),
    memoryOf(false, memory),
  ];
}

function memoryOf(isGraphics: boolean, memory?: PeakMemory): string {
  if (!memory) {
    return '';
  }
  return number((memory.renderer + (isGraphics ? memory.gpu : 0)) / 1e6, 0);
}

function shippedTable(files: readonly ShippedFile[]): string {
  const row = (title: string, { raw, gzip, brotli }: ShippedFile) => [
    title,
    ...[raw, gzip, brotli].map((bytes) => (bytes / 1e3).toFixed(1)),
  ];
  const parts = files.filter(({ kind }) => kind !== 'model');
  const total = (title: string, kind: ShippedFile['kind']) => row(title, totalOf(files, kind));
  return table(
    ['file', 'KB', 'gzip', 'brotli'],
    [
      ...parts.map((file) => row(file.name.replace(/\.[0-9a-f]{16}\./, '.'), file)),
      total('all scripts', 'script'),
      total('all WebAssembly', 'wasm'),
      total('all models', 'model'),
    ],
  );
}

/** A Markdown table with padded columns; short rows are filled with empty cells. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) =>
    head.map((_, column) => (row[column] ?? '').replaceAll('|', '\\|')),
  );
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column].length)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  const [first, ...others] = cells;
  return [line(first), line(widths.map((width) => '-'.repeat(width))), ...others.map(line)].join(
    '\n',
  );
}

function number(value: number, digits: number): string {
  return Number.isFinite(value) ? value.toFixed(digits) : '';
}

function giga(value: number): string {
  return (value / 1e9).toFixed(1);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(bytes < 1e6 ? 2 : 1);
}
