import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { germanMessage, germanMessages } from './german';

const repository = path.resolve(__dirname, '../../../..');

/** Folders whose messages reach a reader. */
const spoken = [
  'extension/src',
  'dicom/src/clip',
  'dicom/src/sr/measurements',
  'models/src/image',
  'models/src/inference',
  'models/src/sampling',
  'models/src/contract',
  'models/src/measures/beats',
  'models/src/model',
  'models/src/segmentation',
];

/**
 * Of these folders, what writes sentences for others: the settings' own documentation, reports in DICOM and
 * FHIR, which are English by their codes, and texts that have a language already.
 */
const forOthers =
  /extension\/src\/(strings|config\/schema|report\/(sr|fhir\/narrative|procedure-report|accepted-values|capture\/capture-overlay|automatic-capture|earlier\/accept-report))|contract-(schema|fixture)|measurements\/(exclusion|read-measurements)/;

/** Broken rules of callers within the code, and ends of computations that the reader has asked for. */
const unseen: readonly string[] = [
  'A part of the EchoNet panel was rendered outside of it.',
  'There is nothing to check.',
  'There is no model to check with.',
  'The run was cancelled.',
  'The check was stopped.',
  'The comparison was cancelled.',
  'The demonstration was stopped.',
  'The occlusion test was stopped.',
  'Saliency was stopped.',
  'Another model was chosen.',
  'The EchoNet mode was left.',
  'The study was left.',
  'A region needs three points at least.',
  'A region has a point that is no number.',
  'A clip without a predicted frame has no prediction.',
  'Frame {} has no prediction of {}.',
  'The model {} is no view classifier.',
  "The model reads images of {}x{}x{}, and this one is {}x{}x{}; prepare it with the model's input contract.",
  "The model reads images of {}x{}x{}, and this one is {}x{}x{}; prepare it with the model's input.",
  '{} times are not those of {} volumes.',
  'The time of frame {}, {} ms, is not after the one before.',
  'The model reads {} frames at once, not {}.',
  '{} is an ONNX file, which is read by the viewer and by echonet import, but not here.',
  'The model reads images of {} x {} pixels.',
];

const sourceFiles = spoken.flatMap(filesOf).filter((file) => !forOthers.test(file));
const written = new Map(sourceFiles.flatMap((file) => textsOf(file).map((text) => [text, file])));

describe('German messages', () => {
  it('exist for every sentence that the code tells a reader', () => {
    const templates = new Set(germanMessages.map(([english]) => english));
    const missing = [...written].filter(
      ([text]) =>
        isSentence(text) && !templates.has(text) && !unseen.includes(text) && !isTranslated(text),
    );
    expect(missing.map(([text, file]) => `${file}: ${text}`)).toEqual([]);
  });

  it('are of sentences that the code still writes', () => {
    const code = [...written.keys()];
    const stale = germanMessages.filter(
      ([english]) => !code.some((text) => text !== '{}' && mayWrite(text, english)),
    );
    expect(stale.map(([english]) => english)).toEqual([]);
  });

  it('use each inserted part once', () => {
    for (const [english, translation] of germanMessages) {
      const count = english.split('{}').length - 1;
      const used = [...translation.matchAll(/\{(\d)\}/g)].map(([, index]) => Number(index)).sort();
      expect([english, used]).toEqual([english, Array.from({ length: count }, (_, i) => i + 1)]);
    }
  });

  it.each([
    [
      'The archive refused the object (HTTP 400): SOP class not supported (failure reason 0122).',
      'Das Archiv hat das Objekt abgelehnt (HTTP 400): SOP-Klasse nicht unterstützt (Fehlergrund 0122).',
    ],
    [
      'Archive not reachable, and a query failed: check the connection, then store again.',
      'Archiv nicht erreichbar, und eine Suche ist fehlgeschlagen: Verbindung prüfen, dann erneut archivieren.',
    ],
    [
      'The FHIR server refused the report (HTTP 422): Unknown code.',
      'Der FHIR-Server hat den Bericht abgelehnt (HTTP 422): Unknown code.',
    ],
    [
      'Reports not retrieved (the data source does not give metadata).',
      'Berichte nicht abgerufen (die Datenquelle liefert keine Metadaten).',
    ],
    [
      'Clip 2: 5 of 20 frames not readable. Frame 3: Archive error (HTTP 500); try again later or contact your administrator.',
      'Clip 2: 5 von 20 Bildern nicht lesbar. Bild 3: Fehler des Archivs (HTTP 500); später erneut versuchen oder an die Administration wenden.',
    ],
    [
      'The size of a pixel is not known: no ultrasound region in the header.',
      'Die Größe eines Pixels ist unbekannt: keine Ultraschallregion im Header.',
    ],
    [
      'No model found: the server answered HTTP 404 at http://x/models/index.json. Tried 3 times; check the connection, then analyse again.',
      'Kein Modell gefunden: Der Server antwortet mit HTTP 404: http://x/models/index.json. 3-mal versucht; Verbindung prüfen, dann erneut auswerten.',
    ],
    [
      'No backend is available in this browser: use a current browser. WebGPU is not available in this browser.',
      'In diesem Browser lässt sich nicht rechnen: einen aktuellen Browser verwenden. WebGPU gibt es in diesem Browser nicht.',
    ],
    [
      "View check: A4C cannot be confirmed (walls of the left ventricle cut off at the side of the image); analysed at the reader's request.",
      'Schnittebenenprüfung: A4C nicht zu bestätigen (Wände des linken Ventrikels am Bildrand abgeschnitten); auf Wunsch des Befunders ausgewertet.',
    ],
  ])('say %s', (english, german) => {
    expect(germanMessage(english)).toBe(german);
  });
});

function isSentence(text: string): boolean {
  return /^(\p{Lu}|\{\})/u.test(text) && /[.!?]$/.test(text) && text.split(/\s+/).length >= 3;
}

/** Whether a sentence is made of parts that have German texts of their own. */
function isTranslated(text: string): boolean {
  const example = text.replaceAll('{}', 'X');
  return germanMessage(example) !== example;
}

/** Whether a text of the code, whose parts can be fixed words in a message, writes the message. */
function mayWrite(text: string, message: string): boolean {
  const source = text
    .split('{}')
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${source}$`).test(message);
}

function filesOf(folder: string): string[] {
  return readdirSync(path.join(repository, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.spec\.|testing|fake-/.test(name))
    .map((name) => `${folder}/${name}`);
}

/** Literals and templates of a source file, with `{}` for what is inserted. */
function textsOf(file: string): string[] {
  const code = readFileSync(path.join(repository, file), 'utf8');
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    const text = textOf(node);
    if (text === undefined) {
      ts.forEachChild(node, visit);
    } else {
      texts.push(text);
    }
  };
  visit(ts.createSourceFile(file, code, ts.ScriptTarget.Latest));
  return texts;
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
    return node.text;
  }
  if (ts.isTemplateExpression(node)) {
    const spans = node.templateSpans.map(({ literal }) => `{}${literal.text}`);
    return node.head.text + spans.join('');
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const [left, right] = [textOf(node.left), textOf(node.right)];
    return left === undefined && right === undefined
      ? undefined
      : `${left ?? '{}'}${right ?? '{}'}`;
  }
  return undefined;
}
