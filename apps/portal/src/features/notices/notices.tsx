/** One's own notices, newest first. */
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { noticesList, noticesRead, noticesReadAll } from '../../api-client/sdk.gen.ts';
import type { Notices } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { useChanges } from '../../app/live.ts';
import { shortMoment } from '../../common/formats.ts';
import { TOKEN_ICONS } from '../../common/han.tsx';
import type { Token } from '../../common/han.tsx';
import { More, useMore } from '../../common/more.tsx';
import { PageHead } from '../../common/page.tsx';

type Notice = Notices['rows'][number];
const PAGE = 50;

export function NoticesPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const list = useMore(['notices'], (cursor?: string) =>
    call(noticesList({ query: { limit: PAGE, ...(cursor !== undefined && { cursor }) } })),
  );
  const again = () => {
    void client.invalidateQueries({ queryKey: ['notices'] });
    void client.invalidateQueries({ queryKey: ['unread'] });
  };
  useChanges(again);
  const { first } = list;
  const readAll = () => first && call(noticesReadAll({ body: { until: first.asOf } })).then(again);
  return (
    <div className="stack">
      <PageHead title={t('notices.title')}>
        {first && first.unread > 0 && <Button onClick={() => void readAll()}>{t('notices.readAll')}</Button>}
      </PageHead>
      <More list={list} rowsOf={({ rows }) => rows} none={t('notices.empty')}>
        {(rows) => (
          <ul className="panel">
            {rows.map((notice) => (
              <One key={notice.id} notice={notice} onRead={again} />
            ))}
          </ul>
        )}
      </More>
    </div>
  );
}

const tokenOf = (kind: Notice['kind']): Token | undefined =>
  kind.endsWith('overdue')
    ? 'late'
    : kind.endsWith('warned') || kind.endsWith('reminded')
      ? 'near'
      : undefined;

function One({ notice, onRead }: { readonly notice: Notice; readonly onRead: () => void }) {
  const { t } = useTranslation();
  const token = tokenOf(notice.kind);
  const read = () => void call(noticesRead({ path: { id: notice.id } })).then(onRead);
  return (
    <li className="notice">
      <div>
        {token && <span className={`han han-${token}`}>{TOKEN_ICONS[token]}</span>}{' '}
        <Title notice={notice} read={read} />
        {notice.readAt === null && <span className="hidden-text"> ({t('notices.unread')})</span>}
        <div className="second">
          {notice.dossier.procedure}, {shortMoment(notice.at)}
        </div>
      </div>
    </li>
  );
}

/** To the page of what a notice is about. */
function Title({ notice, read }: { readonly notice: Notice; readonly read: () => void }) {
  const isNew = notice.readAt === null;
  const weight = { fontWeight: isNew ? 600 : 400 };
  const link = { onClick: isNew ? read : undefined, style: weight, 'data-row-link': true } as const;
  if (notice.kind.startsWith('qms')) {
    return (
      <Link to="/chat-luong/he-thong/$agency" params={{ agency: notice.dossier.code ?? '' }} {...link}>
        {notice.title}
      </Link>
    );
  }
  if (notice.kind.startsWith('scoring')) {
    return (
      <Link to="/cham-diem/$nam" params={{ nam: notice.dossier.code ?? '' }} {...link}>
        {notice.title}
      </Link>
    );
  }
  return (
    <Link to={pageOf(notice.kind)} params={{ id: notice.dossier.id }} {...link}>
      {notice.title}
    </Link>
  );
}

function pageOf(kind: Notice['kind']) {
  if (kind.startsWith('quality')) return '/chat-luong/ban-ghi/$id';
  return kind.startsWith('nonconformity') ? '/khong-phu-hop/$id' : '/ho-so/$id';
}
