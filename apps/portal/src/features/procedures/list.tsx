/** All procedures, each by its latest edition. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { proceduresList } from '../../api-client/sdk.gen.ts';
import type { ListedEdition } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { isSecretary, useSession } from '../../app/session.ts';
import { groupBy } from '../../common/arrays.ts';
import { plain, plainDate } from '../../common/formats.ts';
import { HeadedTable, num } from '../../common/headed-table.tsx';
import { PageHead } from '../../common/page.tsx';
import { Empty, Read } from '../../common/states.tsx';

/** Under this code the editor begins with nothing. */
export const NEW_PROCEDURE = 'moi';

export function ProceduresPage() {
  const { t } = useTranslation();
  const session = useSession();
  const [words, setWords] = useState('');
  const query = useQuery({ queryKey: ['procedures'], queryFn: () => call(proceduresList()) });
  return (
    <div className="stack">
      <PageHead title={t('procedures.title')}>
        {isSecretary(session) && (
          <Link to="/quy-trinh/$code/soan" params={{ code: NEW_PROCEDURE }}>
            <Button type="primary" tabIndex={-1} data-primary>
              {t('procedures.draft')} (F2)
            </Button>
          </Link>
        )}
      </PageHead>
      <Input
        aria-label={t('procedures.filter')}
        placeholder={t('procedures.filter')}
        value={words}
        onChange={({ target }) => setWords(target.value)}
        style={{ maxWidth: 420 }}
      />
      <Read query={query}>
        {({ editions }) => {
          const shown = latest(editions).filter(({ code, title }) =>
            plain(`${code} ${title}`).includes(plain(words)),
          );
          return shown.length === 0 ? <Empty>{t('procedures.empty')}</Empty> : <Listed rows={shown} />;
        }}
      </Read>
    </div>
  );
}

const latest = (editions: readonly ListedEdition[]): ListedEdition[] =>
  [...groupBy(editions, ({ code }) => code).values()]
    .map((group) => group.reduce((last, edition) => (edition.edition > last.edition ? edition : last)))
    .sort((a, b) => a.code.localeCompare(b.code));

function Listed({ rows }: { readonly rows: readonly ListedEdition[] }) {
  const { t } = useTranslation();
  return (
    <HeadedTable
      label={t('procedures.title')}
      heads={[
        t('procedures.code'),
        t('procedures.name'),
        t('procedures.field'),
        num(t('procedures.edition')),
        t('procedures.effective'),
        t('procedures.status'),
      ]}
    >
      {rows.map((row) => (
        <tr key={row.code}>
          <td className="nowrap">{row.code}</td>
          <td>
            <Link to="/quy-trinh/$code" params={{ code: row.code }} data-row-link>
              {row.title}
            </Link>
            <div className="second">{row.agency}</div>
          </td>
          <td>{row.field}</td>
          <td className="num">{row.edition}</td>
          <td className="nowrap">{plainDate(row.effectiveFrom)}</td>
          <td>{t(`procedures.statuses.${row.status as 'draft'}`)}</td>
        </tr>
      ))}
    </HeadedTable>
  );
}
