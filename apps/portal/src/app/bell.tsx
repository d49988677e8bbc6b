/** How many notices are unread, and the way to them. */
import BellDrawing from '@ant-design/icons-svg/es/asn/BellOutlined';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { noticesList } from '../api-client/sdk.gen.ts';
import { Icon } from '../common/icon.tsx';
import { useRowLink } from '../common/row-link.ts';
import { useT } from '../i18n/use-t.ts';
import { call } from './api.ts';
import { useChanges } from './live.ts';

const MOST_TOLD = 99;

export function Bell() {
  const t = useT();
  const client = useQueryClient();
  useChanges(() => void client.invalidateQueries({ queryKey: ['unread'] }));
  const { data } = useQuery({
    queryKey: ['unread'],
    queryFn: () => call(noticesList({ query: { limit: 1 } })),
  });
  const unread = data?.unread ?? 0;
  return (
    <a {...useRowLink('/thong-bao')} className="bell" aria-label={t('notices.bell', { count: unread })}>
      <Icon of={BellDrawing} />
      {unread > 0 && <span aria-hidden>{unread > MOST_TOLD ? `${MOST_TOLD}+` : unread}</span>}
    </a>
  );
}
