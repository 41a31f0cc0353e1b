import { useState, type ReactElement } from 'react';
import { Problem } from '../../panel/Problem';
import { testHooks } from '../../panel/test-hooks';
import { useConfig, useSession } from '../../panel/use-session';
import { useStrings } from '../../panel/use-strings';
import { sentenceOf } from '../../sentence';
import { ConfirmDialog } from './ConfirmDialog';
import { saveFile } from './save-file';
import { useReportService, useReportState } from './use-report-service';

/** What a department has turned on for its reporting system; nothing by default. */
export function ForReportingSystem(): ReactElement | null {
  const { reportingSystem } = useReportService();
  const { transfer } = useReportState();
  const { archiveName } = useSession();
  const { actions, fhir } = useConfig();
  const { report } = useStrings();
  const isStored = actions.storeProcedureReport && archiveName !== undefined;
  const isSent = actions.sendFhir && fhir.endpoint !== undefined;
  if (!isStored && !isSent && !actions.downloadFhir) {
    return null;
  }
  const count = reportingSystem.acceptedCount();
  const disabled = transfer !== undefined || count === 0;
  const values = report.acceptedOnly(report.resultCount(count));
  return (
    <>
      {isStored && (
        <ConfirmDialog
          label={report.store.procedureReport}
          title={report.storeTitle.procedureReport}
          confirmLabel={report.yes}
          disabled={disabled}
          testId="echonet-store-procedure-report"
          onConfirm={() => void reportingSystem.storeProcedureReport()}
        >
          <p>{report.procedureReportHint}</p>
          <p>{values}</p>
          <p>{report.into(archiveName)}</p>
        </ConfirmDialog>
      )}
      {isSent && (
        <ConfirmDialog
          label={report.store.fhir}
          title={report.storeTitle.fhir}
          confirmLabel={report.send}
          disabled={disabled}
          testId="echonet-send-fhir"
          onConfirm={() => void reportingSystem.sendFhir()}
        >
          <p>{report.fhirHint}</p>
          <p>{values}</p>
          <p>{report.intoServer(fhir.endpoint ?? '')}</p>
        </ConfirmDialog>
      )}
      {actions.downloadFhir && <SaveFhir disabled={count === 0} />}
      {count === 0 && <p className="echonet-muted">{report.acceptFirst}</p>}
    </>
  );
}

function SaveFhir({ disabled }: { readonly disabled: boolean }): ReactElement {
  const { reportingSystem } = useReportService();
  const { report } = useStrings();
  const [problem, setProblem] = useState<string>();
  const save = async () => {
    setProblem(undefined);
    const file = await reportingSystem.fhirFile();
    saveFile({ ...file, content: file.text });
  };
  return (
    <>
      <button
        type="button"
        className="echonet-button"
        disabled={disabled}
        onClick={() => void save().catch((error: unknown) => setProblem(sentenceOf(error)))}
        {...testHooks('echonet-save-fhir')}
      >
        {report.saveFhir}
      </button>
      <p className="echonet-muted">{report.fhirIdentifies}</p>
      {problem && <Problem>{problem}</Problem>}
    </>
  );
}
