import type { ReactElement } from 'react';
import { formatNumber } from '../panel/format';
import { Problem } from '../panel/Problem';
import { testHooks } from '../panel/test-hooks';
import { useSession, useSessionState } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';
import { useCountedMeasures } from '../report/components/use-report-service';
import type { Strings } from '../strings';
import { comparisonRows, type ComparedValue, type ComparisonRow } from './compare';
import { hasMeasurements } from './read-study';
import type { StudyMeasurements } from './state';

/** As many as fit in the panel. */
const shownPriors = 3;

/** What the study's reports say beside EchoNet's results, and on request what prior studies said. */
export function SonographerTable(): ReactElement {
  const state = useSessionState();
  const strings = useStrings();
  const { measurements: words } = strings;
  const { ofStudy, priors } = state.measurements;
  const withPriors =
    priors.phase === 'found' ? priors.studies.filter(hasMeasurements).slice(0, shownPriors) : [];
  const rows = comparisonRows(state, withPriors, useCountedMeasures());
  const problems = [
    ...(ofStudy?.problems ?? []),
    ...(priors.phase === 'found' ? priors.studies.flatMap(problemsOf) : []),
  ];
  return (
    <section
      className="echonet-section"
      aria-labelledby="echonet-sonographer-title"
      {...testHooks('echonet-sonographer')}
    >
      <h2 id="echonet-sonographer-title">{words.title}</h2>
      {rows.length > 0 ? (
        <Comparison rows={rows} priors={withPriors} />
      ) : (
        <p className="echonet-muted">{words.none}</p>
      )}
      <Priors />
      {[...new Set(problems)].map((problem) => (
        <p key={problem} className="echonet-reason" {...testHooks('echonet-sonographer-problem')}>
          {strings.message(problem)}
        </p>
      ))}
    </section>
  );

  function problemsOf({ date, problems: own }: StudyMeasurements): string[] {
    return own.map((problem) => `${dateText(strings, date)}: ${problem}`);
  }
}

interface ComparisonProps {
  readonly rows: readonly ComparisonRow[];
  readonly priors: readonly StudyMeasurements[];
}

function Comparison({ rows, priors }: ComparisonProps): ReactElement {
  const strings = useStrings();
  const { measurements: words, contours } = strings;
  return (
    <>
      <div className="echonet-study-scroll" tabIndex={0} role="group" aria-label={words.title}>
        <table className="echonet-comparison" {...testHooks('echonet-sonographer-table')}>
          <thead>
            <tr>
              <th scope="col">{words.measure}</th>
              <th scope="col">{words.sonographer}</th>
              <th scope="col">EchoNet</th>
              <th scope="col">{words.difference}</th>
              {priors.map(({ StudyInstanceUID, date }) => (
                <th key={StudyInstanceUID} scope="col">
                  {dateText(strings, date)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} data-measure={row.id} {...testHooks('echonet-sonographer-row')}>
                <th scope="row" title={contours.measures[row.id]}>
                  {contours.abbreviations[row.id]} <span className="echonet-unit">{row.unit}</span>
                </th>
                <Value value={row.sonographer} />
                <Value value={row.echoNet} />
                <td>{differenceText(strings, row.difference)}</td>
                {row.priors.map((value, index) => (
                  <Value key={priors[index].StudyInstanceUID} value={value} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Methods rows={rows} />
    </>
  );
}

function Value({ value }: { readonly value: ComparedValue | undefined }): ReactElement {
  const strings = useStrings();
  return value ? (
    <td title={sourceText(strings, value)}>{formatNumber(value.value, 0, strings.locale)}</td>
  ) : (
    <td>–</td>
  );
}

/** By which methods the values of this study are: numbers of different methods differ. */
function Methods({ rows }: { readonly rows: readonly ComparisonRow[] }): ReactElement {
  const strings = useStrings();
  const { measurements: words, contours } = strings;
  const lines = rows.flatMap(({ id, sonographer, echoNet }) =>
    sonographer
      ? [
          words.methodLine(
            contours.abbreviations[id],
            sourceText(strings, sonographer),
            echoNet ? sourceText(strings, echoNet) : '',
          ),
        ]
      : [],
  );
  return (
    <>
      {lines.length > 0 && (
        <details className="echonet-group">
          <summary>{words.methods}</summary>
          <ul>
            {lines.map((line) => (
              <li key={line} className="echonet-muted">
                {line}
              </li>
            ))}
          </ul>
        </details>
      )}
      <p className="echonet-muted">{words.hint}</p>
    </>
  );
}

function Priors(): ReactElement {
  const session = useSession();
  const { measurements: words, tryAgain } = useStrings();
  const { priors } = useSessionState().measurements;
  const search = () => void session.measurements.findPriors();
  switch (priors.phase) {
    case 'not asked':
      return (
        <button
          type="button"
          className="echonet-button"
          onClick={search}
          {...testHooks('echonet-find-priors')}
        >
          {words.findPriors}
        </button>
      );
    case 'searching':
      return (
        <p className="echonet-muted" role="status">
          {words.searching}
        </p>
      );
    case 'found':
      return (
        <p className="echonet-muted" role="status" {...testHooks('echonet-priors-found')}>
          {words.found(priors.studies.filter(hasMeasurements).length)}
        </p>
      );
    case 'failed':
      return <Problem action={{ label: tryAgain, onClick: search }}>{priors.reason}</Problem>;
  }
}

function sourceText({ measurements: words }: Strings, { method, echoNet }: ComparedValue): string {
  const parts = [
    ...(echoNet ? [words.echoNet[echoNet]] : []),
    ...(method ? [words.methodNames[method]] : []),
  ];
  return parts.join(', ');
}

function differenceText({ locale }: Strings, difference: number | undefined): string {
  if (difference === undefined) {
    return '–';
  }
  const size = formatNumber(Math.abs(difference), 0, locale);
  if (difference === 0) {
    return size;
  }
  return `${difference < 0 ? '−' : '+'}${size}`;
}

function dateText({ locale, measurements: words }: Strings, date: string): string {
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(date);
  if (!parts) {
    return words.dateUnknown;
  }
  const [year, month, day] = parts.slice(1).map(Number);
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(
    Date.UTC(year, month - 1, day),
  );
}
