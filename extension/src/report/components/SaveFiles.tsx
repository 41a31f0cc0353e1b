import { useId, useState, type ReactElement } from 'react';
import type { ReportFormat } from '../export/report-file';
import { Problem } from '../../panel/Problem';
import { sentenceOf } from '../../sentence';
import { testHooks } from '../../panel/test-hooks';
import { useStrings } from '../../panel/use-strings';
import { saveFile } from './save-file';
import { SavePdf } from './SavePdf';
import { useReportService } from './use-report-service';

/** Saves the report as a file; de-identified unless the reader asks for identifiers. */
export function SaveFiles(): ReactElement {
  const reports = useReportService();
  const { report } = useStrings();
  const [isIdentified, setIdentified] = useState(false);
  const [problem, setProblem] = useState<string>();
  const id = useId();
  const saveAs = (format: ReportFormat) => {
    try {
      setProblem(undefined);
      const file = reports.file(format, isIdentified);
      if (file) {
        saveFile({ ...file, content: file.text });
      }
    } catch (error) {
      setProblem(sentenceOf(error));
    }
  };
  return (
    <>
      <div className="echonet-row">
        {(['json', 'csv'] as const).map((format) => (
          <button
            key={format}
            type="button"
            className="echonet-button"
            onClick={() => saveAs(format)}
            {...testHooks(`echonet-save-${format}`)}
          >
            {report.download(format.toUpperCase())}
          </button>
        ))}
      </div>
      <SavePdf isIdentified={isIdentified} />
      <label className="echonet-check" htmlFor={id}>
        <input
          id={id}
          type="checkbox"
          checked={isIdentified}
          onChange={(event) => setIdentified(event.target.checked)}
          {...testHooks('echonet-save-identified')}
        />
        {report.identified}
      </label>
      {!isIdentified && <p className="echonet-muted">{report.notIdentified}</p>}
      {problem && <Problem>{problem}</Problem>}
    </>
  );
}
