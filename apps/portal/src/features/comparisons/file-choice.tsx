/** The log is sent as it is chosen. */
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { comparisonsUpload } from '../../api-client/sdk.gen.ts';
import type { LogFile } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { SubmitFault } from '../../common/states.tsx';

export function LogFileChoice(props: {
  readonly agency: string;
  readonly file: LogFile | null;
  readonly onSent: (file: LogFile) => void;
}) {
  const { t } = useTranslation();
  const { agency, file, onSent } = props;
  const sending = useMutation({ mutationFn: (from: File) => upload(agency, from), onSuccess: onSent });
  return (
    <>
      <p className="second">{t('comparisons.fileHint')}</p>
      <div className="row">
        <label className="chip">
          {t('comparisons.choose')}
          <input
            className="hidden-text"
            type="file"
            accept=".csv,.txt,.xes,.xml,.gz"
            onChange={({ target }) => {
              const [chosen] = target.files ?? [];
              if (chosen) sending.mutate(chosen);
              target.value = '';
            }}
          />
        </label>
        <span role="status">{sending.isPending ? t('comparisons.reading') : (file?.name ?? '')}</span>
      </div>
      <SubmitFault error={sending.error} />
    </>
  );
}

function upload(agency: string, from: File): Promise<LogFile> {
  const body = new FormData();
  body.append('file', from);
  return call(
    comparisonsUpload({
      query: { agency },
      body: body as never,
      bodySerializer: null,
      headers: { 'Content-Type': null },
    }),
  );
}
