/** Draft an edition from pasted or uploaded text: sound? The check keeps nothing. */
import { useMutation } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { proceduresCheck, proceduresDraft } from '../../api-client/sdk.gen.ts';
import { call, newKey } from '../../app/api.ts';
import { wrote } from '../../app/own-writes.ts';
import { PageHead } from '../../common/page.tsx';
import { SubmitFault } from '../../common/states.tsx';
import { FindingList } from './finding-list.tsx';
import { NEW_PROCEDURE } from './list.tsx';
import { PrintedTable } from './printed-table.tsx';

const route = getRouteApi('/inside/quy-trinh/$code/soan');

export function DraftPage() {
  const { t } = useTranslation();
  const { code } = route.useParams();
  const navigate = useNavigate();
  const [yaml, setYaml] = useState('');
  const [key, setKey] = useState(newKey);
  const check = useMutation({ mutationFn: () => call(proceduresCheck({ body: { yaml } })) });
  const save = useMutation({
    mutationFn: () => call(proceduresDraft({ body: { yaml }, headers: { 'Idempotency-Key': key } })),
    onSuccess: (reply) => {
      wrote(reply);
      void navigate({
        to: '/quy-trinh/$code',
        params: { code: reply.edition.code },
        search: { lan: reply.edition.edition },
      });
    },
  });
  const write = (text: string) => {
    setYaml(text);
    setKey(newKey());
    check.reset();
    save.reset();
  };
  const findings = check.data?.findings ?? [];
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const title = code === NEW_PROCEDURE ? t('procedures.draft') : `${t('procedures.draft')}: ${code}`;
  return (
    <div className="stack">
      <PageHead title={title} />
      <section className="panel stack">
        <p className="second">{t('procedures.pasteHint')}</p>
        <label className="chip" style={{ justifySelf: 'start' }}>
          {t('procedures.upload')}
          <input
            className="hidden-text"
            type="file"
            accept=".yaml,.yml,.txt"
            onChange={({ target }) => void target.files?.[0]?.text().then(write)}
          />
        </label>
        <label className="stack" style={{ gap: 4 }}>
          {t('procedures.paste')}
          <Input.TextArea
            className="hash"
            rows={16}
            value={yaml}
            spellCheck={false}
            onChange={({ target }) => write(target.value)}
          />
        </label>
        <div className="row">
          <Button
            type="primary"
            disabled={yaml.trim() === ''}
            loading={check.isPending}
            onClick={() => check.mutate()}
            data-primary
          >
            {t('do.check')} (F2)
          </Button>
          <Button disabled={!check.data?.edition} loading={save.isPending} onClick={() => save.mutate()}>
            {t('procedures.saveDraft')}
          </Button>
        </div>
        <SubmitFault error={check.error ?? save.error} />
      </section>
      {check.data && (
        <section className="stack" aria-labelledby="check-result">
          <div role="status">
            <h2 id="check-result">
              {t('procedures.checkResult', { errors, warnings: findings.length - errors })}
            </h2>
          </div>
          <FindingList findings={findings} />
          {check.data.edition && <PrintedTable edition={check.data.edition} findings={findings} />}
        </section>
      )}
    </div>
  );
}
