/** Which ISO procedure each procedure of the log is compared with; a draft of one where there is none yet. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { comparisonsDraft, proceduresList } from '../../api-client/sdk.gen.ts';
import type { ListedEdition } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { number } from '../../common/formats.ts';
import { HeadedTable, num } from '../../common/headed-table.tsx';
import { Read, SubmitFault } from '../../common/states.tsx';
import type { Chosen, ChosenPart, Found } from './chosen.ts';

const MAX_PARTS = 20;
const DRAFT_CODE = 'QT.NHAP.01';
const NONE = '';

interface Props {
  readonly chosen: Chosen;
  readonly found: Found;
  readonly parts: readonly ChosenPart[];
  readonly onChange: (parts: readonly ChosenPart[]) => void;
}

export function Procedures(props: Props) {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['procedures'], queryFn: () => call(proceduresList()) });
  return (
    <section className="panel stack" aria-labelledby="log-procedures">
      <h2 id="log-procedures">{t('comparisons.procedures')}</h2>
      <Read query={query}>{({ editions }) => <Table {...props} editions={editions} />}</Read>
    </section>
  );
}

const keyOf = ({ code, edition }: Pick<ListedEdition, 'code' | 'edition'>): string => `${code} ${edition}`;

function Table({
  chosen,
  found,
  parts,
  onChange,
  editions,
}: Props & { readonly editions: readonly ListedEdition[] }) {
  const { t } = useTranslation();
  const usable = editions.filter(({ status }) => status !== 'withdrawn');
  const options = usable.map((one) => ({ value: keyOf(one), label: t('comparisons.edition', { ...one }) }));
  // Where the log names a procedure by its code, the edition in force is what it is compared with.
  useEffect(() => {
    const named = found.procedures.flatMap(({ said, procedure }): ChosenPart[] => {
      const known = usable.find(({ code, status }) => code === procedure && status === 'published');
      return known ? [{ said, procedure: known.code, edition: known.edition, steps: null }] : [];
    });
    if (parts.length === 0 && named.length > 0) onChange(named.slice(0, MAX_PARTS));
  }, []);
  const choose = (said: string | null, key: string) => {
    const edition = usable.find((one) => keyOf(one) === key);
    const others = parts.filter((part) => part.said !== said);
    const part = edition && { said, procedure: edition.code, edition: edition.edition, steps: null };
    onChange(part ? [...others, part] : others);
  };
  return (
    <HeadedTable
      labelledBy="log-procedures"
      heads={[
        t('comparisons.said'),
        num(t('comparisons.column.cases')),
        t('comparisons.against'),
        t('comparisons.draft'),
      ]}
    >
      {found.procedures.map(({ said, cases }) => {
        const part = parts.find((one) => one.said === said);
        const name = said ?? t('comparisons.all');
        return (
          <tr key={said}>
            <th scope="row">{name}</th>
            <td className="num">{number(cases)}</td>
            <td>
              <Select
                aria-label={`${t('comparisons.against')}: ${name}`}
                style={{ width: '100%', minWidth: 260 }}
                showSearch={{ optionFilterProp: 'label' }}
                value={part ? keyOf({ code: part.procedure, edition: part.edition }) : NONE}
                onChange={(key) => choose(said, key)}
                options={[{ value: NONE, label: t('comparisons.leaveOut') }, ...options]}
              />
            </td>
            <td>
              <Draft chosen={chosen} said={said} title={said ?? chosen.title} />
            </td>
          </tr>
        );
      })}
    </HeadedTable>
  );
}

function Draft({
  chosen,
  said,
  title,
}: {
  readonly chosen: Chosen;
  readonly said: string | null;
  readonly title: string;
}) {
  const { t } = useTranslation();
  const { agency, file, fields, delimiter } = chosen;
  const drafting = useMutation({
    mutationFn: () =>
      call(
        comparisonsDraft({
          body: {
            agency,
            file: file.sha256,
            fields,
            said,
            code: DRAFT_CODE,
            title: title.trim() || DRAFT_CODE,
            ...(delimiter !== undefined && { delimiter }),
          },
        }),
      ),
    onSuccess: (drafted) => save(`${DRAFT_CODE}.json`, JSON.stringify(drafted.file, null, 2)),
  });
  const { data } = drafting;
  return (
    <>
      <Button size="small" loading={drafting.isPending} onClick={() => drafting.mutate()}>
        {t('comparisons.draft')}
      </Button>
      <div role="status" className="second small">
        {data &&
          t('comparisons.drafted', {
            steps: data.path.length,
            taken: number(data.taken),
            cases: number(data.cases),
          })}
      </div>
      <SubmitFault error={drafting.error} />
    </>
  );
}

function save(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
