/** A new comparison: the file, its columns, the procedures, the steps and the roles, each looked at by a person. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { comparisonsCompare, comparisonsList, comparisonsPreview } from '../../api-client/sdk.gen.ts';
import type { ComparisonList, LogFields, LogFile, LogPreview } from '../../api-client/types.gen.ts';
import { call, newKey } from '../../app/api.ts';
import { optionsOf } from '../../common/find.ts';
import { PageHead } from '../../common/page.tsx';
import { Read, SubmitFault } from '../../common/states.tsx';
import { BadRows } from './bad-rows.tsx';
import { Columns } from './columns.tsx';
import { LogFileChoice } from './file-choice.tsx';
import { Mapping } from './mapping.tsx';
import { Procedures } from './procedures.tsx';
import { Roles } from './roles.tsx';
import { bodyOf, isWhole, type Chosen, type Found } from './chosen.ts';

const MAX_TITLE = 200;
type Delimiter = NonNullable<Chosen['delimiter']>;

export function NewComparisonPage() {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['comparisons'], queryFn: () => call(comparisonsList()) });
  return (
    <div className="stack">
      <PageHead title={t('comparisons.new')} />
      <p className="second">{t('comparisons.intro')}</p>
      <Read query={query}>{({ agencies }) => <NewComparison agencies={agencies} />}</Read>
    </div>
  );
}

function NewComparison({ agencies }: { readonly agencies: ComparisonList['agencies'] }) {
  const { t } = useTranslation();
  const [agency, setAgency] = useState(agencies[0]?.id ?? '');
  const [title, setTitle] = useState('');
  const [file, setFile] = useState<LogFile | null>(null);
  const [reading, setReading] = useState<{ delimiter?: Delimiter; fields?: LogFields }>({});
  const preview = useQuery({
    queryKey: ['log-preview', agency, file?.sha256, reading],
    queryFn: () => call(comparisonsPreview({ body: { agency, file: file!.sha256, ...reading } })),
    enabled: file !== null,
    placeholderData: (before) => before,
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <>
      <section className="panel stack" aria-labelledby="log-file">
        <h2 id="log-file">{t('comparisons.file')}</h2>
        <Form layout="vertical">
          {agencies.length > 1 && (
            <Form.Item label={t('comparisons.agency')} htmlFor="agency">
              <Select
                id="agency"
                showSearch={{ optionFilterProp: 'label' }}
                style={{ maxWidth: 480 }}
                value={agency}
                onChange={setAgency}
                options={optionsOf(agencies)}
              />
            </Form.Item>
          )}
          <Form.Item label={t('comparisons.name')} htmlFor="title" style={{ marginBottom: 0 }}>
            <Input
              id="title"
              maxLength={MAX_TITLE}
              style={{ maxWidth: 480 }}
              value={title}
              onChange={({ target }) => setTitle(target.value)}
            />
          </Form.Item>
        </Form>
        <LogFileChoice
          agency={agency}
          file={file}
          onSent={(sent) => {
            setFile(sent);
            setReading({});
            if (title === '') setTitle(sent.name.slice(0, MAX_TITLE));
          }}
        />
      </section>
      {file !== null && (
        <Read query={preview}>
          {(log) => (
            <>
              <Columns
                log={log}
                onDelimiter={(delimiter) => setReading({ delimiter })}
                onFields={(fields) =>
                  setReading(({ delimiter }) => ({ fields, ...(delimiter !== undefined && { delimiter }) }))
                }
              />
              {log.found && (
                <Meaning
                  key={`${file.sha256} ${JSON.stringify(log.fields)} ${log.delimiter}`}
                  chosen={{ agency, title, file, fields: log.fields, ...delimiterOf(log) }}
                  found={log.found}
                />
              )}
            </>
          )}
        </Read>
      )}
    </>
  );
}

const delimiterOf = ({ delimiter }: LogPreview): { delimiter?: Delimiter } =>
  delimiter === null ? {} : { delimiter: delimiter as Delimiter };

/** What the log's words stand for. It begins anew when other columns are chosen. */
function Meaning({ chosen, found }: { readonly chosen: Chosen; readonly found: Found }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [key] = useState(newKey);
  const [parts, setParts] = useState<Parameters<typeof bodyOf>[1]>([]);
  const [roles, setRoles] = useState<Readonly<Record<string, string | null>>>(() =>
    Object.fromEntries(found.roles.map(({ name, role }) => [name, role])),
  );
  const comparing = useMutation({
    mutationFn: () =>
      call(comparisonsCompare({ body: bodyOf(chosen, parts, roles), headers: { 'Idempotency-Key': key } })),
    onSuccess: ({ id }) => void navigate({ to: '/doi-chieu/$id', params: { id } }),
  });
  return (
    <>
      <BadRows rows={found.badRows} />
      <Procedures chosen={chosen} found={found} parts={parts} onChange={setParts} />
      {parts.map((part) => (
        <Mapping
          key={`${part.said} ${part.procedure} ${part.edition}`}
          agency={chosen.agency}
          part={part}
          activities={found.procedures.find(({ said }) => said === part.said)?.activities ?? []}
          onChange={(steps) =>
            setParts((before) => before.map((one) => (one.said === part.said ? { ...one, steps } : one)))
          }
        />
      ))}
      {parts.length > 0 && found.roles.length > 0 && (
        <Roles found={found.roles} roles={roles} onChange={setRoles} />
      )}
      {parts.length > 0 && (
        <section className="stack">
          <SubmitFault error={comparing.error} />
          <div className="row">
            <Button
              type="primary"
              data-primary
              loading={comparing.isPending}
              disabled={!isWhole(chosen, parts)}
              onClick={() => comparing.mutate()}
            >
              {t('comparisons.compare')} (F2)
            </Button>
            <span role="status">{comparing.isPending && t('comparisons.comparing')}</span>
          </div>
        </section>
      )}
    </>
  );
}
