/** Signs that an audit was done for show, told as questions: none proves it. */
import type { QualityAudit } from '../../../api-client/types.gen.ts';
import { number } from '../../../common/formats.ts';
import { Notice } from '../../../common/notice.tsx';
import { useKindWords, type Words } from '../shell/index.ts';

export const useAuditWords = (): Words => useKindWords('audit');

export function Hints({ hints }: { readonly hints: QualityAudit['body']['hints'] }) {
  const words = useAuditWords();
  if (hints.length === 0) return null;
  return (
    <Notice kind="warning" title={words('hints.title')}>
      <ul>
        {hints.map(({ sign, count }) => (
          <li key={sign}>{words(`hints.${sign}`, { count: number(count) })}</li>
        ))}
      </ul>
    </Notice>
  );
}
