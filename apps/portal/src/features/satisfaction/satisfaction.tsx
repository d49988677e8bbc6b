/** What citizens said of the service: by question and by group, each with how many answered and how sure that is. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { DatePicker, Form, Select } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { satisfactionResults } from '../../api-client/sdk.gen.ts';
import type { SatisfactionResults } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { SATISFACTION_GROUPINGS } from '../../app/routes/quality.ts';
import type { SatisfactionGrouping } from '../../app/routes/quality.ts';
import { isAuditor, isSecretary, leads, useSession } from '../../app/session.ts';
import { PageHead } from '../../common/page.tsx';
import { Empty, Read } from '../../common/states.tsx';
import { Comments } from './comments.tsx';
import { GroupTable, QuestionTable } from './tables.tsx';

const route = getRouteApi('/inside/hai-long');
const MONTH = 'YYYY-MM';

export function SatisfactionPage() {
  const { t } = useTranslation();
  const session = useSession();
  const navigate = route.useNavigate();
  const {
    from = dayjs().startOf('year').format(MONTH),
    to = dayjs().format(MONTH),
    by = 'procedure',
  } = route.useSearch();
  const period = { from, to };
  const query = useQuery({
    queryKey: ['satisfaction', from, to, by],
    queryFn: () => call(satisfactionResults({ query: { ...period, by } })),
  });
  const choose = (chosen: Partial<{ from: string; to: string; by: typeof by }>) =>
    void navigate({ search: { ...period, by, ...chosen }, replace: true });
  const follows = isSecretary(session) || isAuditor(session) || leads(session);
  return (
    <div className="stack">
      <PageHead title={t('satisfaction.title')} />
      <Form className="panel row" layout="vertical" style={{ alignItems: 'flex-end', gap: 16 }}>
        {(['from', 'to'] as const).map((edge) => (
          <Form.Item key={edge} label={t(`satisfaction.${edge}`)} htmlFor={edge} style={{ marginBottom: 0 }}>
            <DatePicker
              id={edge}
              picker="month"
              format="MM/YYYY"
              allowClear={false}
              value={dayjs(`${period[edge]}-01`)}
              onChange={(month) => month && choose({ [edge]: month.format(MONTH) })}
            />
          </Form.Item>
        ))}
        <Form.Item label={t('satisfaction.by')} htmlFor="by" style={{ marginBottom: 0 }}>
          <Select
            id="by"
            value={by}
            popupMatchSelectWidth={false}
            onChange={(chosen) => choose({ by: chosen })}
            options={SATISFACTION_GROUPINGS.map((value) => ({
              value,
              label: t(`satisfaction.groupings.${value}`),
            }))}
          />
        </Form.Item>
      </Form>
      <Read query={query}>{(results) => <Results results={results} by={by} />}</Read>
      {follows && <Comments {...period} />}
    </div>
  );
}

function Results(props: { readonly results: SatisfactionResults; readonly by: SatisfactionGrouping }) {
  const { t } = useTranslation();
  const { results, by } = props;
  const { set, whole, groups, leastForms } = results;
  if (whole.forms === 0) return <Empty>{t('satisfaction.none')}</Empty>;
  return (
    <>
      <section className="panel stack">
        <p className="second">{t('satisfaction.intro', { least: leastForms })}</p>
        {whole.questions ? (
          <QuestionTable questions={set.questions} results={whole.questions} forms={whole.forms} />
        ) : (
          <p role="status">{t('satisfaction.tooFew', { forms: whole.forms, least: leastForms })}</p>
        )}
      </section>
      <section className="panel stack" aria-labelledby="groups">
        <h2 id="groups">
          {t('satisfaction.groups', { by: t(`satisfaction.groupings.${by}`).toLowerCase() })}
        </h2>
        <GroupTable groups={groups} by={by} />
      </section>
    </>
  );
}
