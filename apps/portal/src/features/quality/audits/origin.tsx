/** On a nonconformity's page: the audit that it came of. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { auditsOrigin } from '../../../api-client/sdk.gen.ts';
import { call } from '../../../app/api.ts';
import { useAuditWords } from './hints.tsx';

export function AuditOrigin({ nonconformity }: { readonly nonconformity: string }) {
  const words = useAuditWords();
  const { data } = useQuery({
    queryKey: ['quality', 'origin', nonconformity],
    queryFn: () => call(auditsOrigin({ path: { nonconformity } })),
  });
  if (!data?.audit) return null;
  return (
    <p>
      {words('origin')}{' '}
      <Link to="/chat-luong/danh-gia-noi-bo/$id" params={{ id: data.audit.id }}>
        {data.audit.title}
      </Link>
    </p>
  );
}
