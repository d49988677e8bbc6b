/** Draft an edition: from a pasted table, or from the edition before; sound? The check keeps nothing. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  proceduresCheck,
  proceduresDraft,
  proceduresFile,
  proceduresList,
} from '../../api-client/sdk.gen.ts';
import { call, newKey } from '../../app/api.ts';
import { wrote } from '../../app/own-writes.ts';
import { PageHead } from '../../common/page.tsx';
import { Read as ReadQuery, SubmitFault } from '../../common/states.tsx';
import { DraftHead } from './draft-head.tsx';
import { DraftSource } from './draft-source.tsx';
import type { Read } from './draft-source.tsx';
import type { File } from './file.ts';
import { FindingList } from './finding-list.tsx';
import { NEW_PROCEDURE } from './list.tsx';
import { StepEditor } from './step-editor.tsx';

const route = getRouteApi('/inside/quy-trinh/$code/soan');
/** The check follows the hand at this distance. */
const CHECK_AFTER_MS = 400;

export function DraftPage() {
  const { code } = route.useParams();
  if (code === NEW_PROCEDURE) return <Drafting code={undefined} begun={null} />;
  return <NextEdition key={code} code={code} />;
}

/** Begins with the edition in force, else with the last one, under the next number. */
function NextEdition({ code }: { readonly code: string }) {
  const query = useQuery({
    queryKey: ['draft-from', code],
    queryFn: async (): Promise<File | null> => {
      const { editions } = await call(proceduresList({ query: { code } }));
      const [newest] = editions;
      if (!newest) return null;
      const from = editions.find(({ status }) => status === 'published') ?? newest;
      const { file } = await call(proceduresFile({ path: { code, edition: from.edition } }));
      return { ...file, edition: newest.edition + 1 };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  return <ReadQuery query={query}>{(file) => <Drafting code={code} begun={file} />}</ReadQuery>;
}

function Drafting({ code, begun }: { readonly code: string | undefined; readonly begun: File | null }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [draft, setDraft] = useState<Read | null>(begun && { file: begun, responsible: [] });
  const [key, setKey] = useState(newKey);
  const yaml = draft ? JSON.stringify(draft.file) : '';
  const change = useCallback((edit: (file: File) => File) => {
    setDraft((before) => before && { ...before, file: edit(before.file) });
    setKey(newKey());
  }, []);
  const save = useMutation({
    mutationFn: () => call(proceduresDraft({ body: { yaml }, headers: { 'Idempotency-Key': key } })),
    onSuccess: (reply) => {
      wrote(reply);
      const params = { code: reply.edition.code };
      void navigate({ to: '/quy-trinh/$code', params, search: { lan: reply.edition.edition } });
    },
  });
  const check = useCheck(yaml);
  const findings = check?.findings ?? [];
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const title = code === undefined ? t('procedures.draft') : `${t('procedures.draft')}: ${code}`;
  return (
    <div className="stack">
      <PageHead title={title}>
        <Link to="/quy-trinh">{t('procedures.back')}</Link>
        <Button
          type="primary"
          disabled={!check?.edition}
          loading={save.isPending}
          onClick={() => save.mutate()}
          data-primary
        >
          {t('drafting.save')}
        </Button>
      </PageHead>
      <SubmitFault error={save.error} />
      <DraftSource
        code={code}
        onRead={(read) => {
          setDraft(read);
          setKey(newKey());
        }}
      />
      {draft && (
        <>
          <DraftHead file={draft.file} onChange={(file) => change(() => file)} />
          <div role="status">
            {check && <h2>{t('procedures.checkResult', { errors, warnings: findings.length - errors })}</h2>}
          </div>
          {check && <FindingList findings={findings} file={draft.file} />}
          <StepEditor {...draft} findings={findings} onChange={change} />
        </>
      )}
    </div>
  );
}

/** What the check finds of the draft as it was a moment ago; the last answer stays until the next is in. */
function useCheck(yaml: string) {
  const [settled, setSettled] = useState(yaml);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(yaml), CHECK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [yaml]);
  const { data } = useQuery({
    queryKey: ['check', settled],
    queryFn: () => call(proceduresCheck({ body: { yaml: settled } })),
    enabled: settled !== '',
    placeholderData: (before) => before,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return settled === '' ? undefined : data;
}
