/** The year's figures of how changes are followed, and the ways to what opens requests. */
import { useQuery } from '@tanstack/react-query';
import { qualityChangesFigures } from '../../../api-client/sdk.gen.ts';
import { call } from '../../../app/api.ts';
import { FactList } from '../../../common/facts.tsx';
import { number } from '../../../common/formats.ts';
import { useRowLink } from '../../../common/row-link.ts';
import { Read } from '../../../common/states.tsx';
import { QUALITY, useKindWords } from '../shell/index.ts';

const SHOWN = ['opened', 'open', 'late', 'followed', 'followedInTime', 'dismissed'] as const;

export function ChangesAbove({ agency }: { readonly agency: string | undefined }) {
  const words = useKindWords('change-request');
  const laws = useRowLink('/chat-luong/thay-doi-phap-luat');
  const coverage = useRowLink('/chat-luong/thu-tuc-hanh-chinh');
  const year = new Date().getFullYear();
  const query = useQuery({
    queryKey: [QUALITY, 'changes', agency, year],
    queryFn: () =>
      call(
        qualityChangesFigures({
          query: { year: String(year) as never, ...(agency !== undefined && { agency }) },
        }),
      ),
  });
  return (
    <section
      className="panel stack"
      style={{ gap: 8 }}
      aria-label={words('figures.title', { year: String(year) })}
    >
      <div className="row spread">
        <h2>{words('figures.title', { year: String(year) })}</h2>
        <div className="row">
          <a {...laws}>{words('laws')}</a>
          <a {...coverage}>{words('coverage')}</a>
        </div>
      </div>
      <Read query={query}>
        {(figures) => (
          <FactList facts={SHOWN.map((name) => [words(`figures.${name}`), number(figures[name])] as const)} />
        )}
      </Read>
    </section>
  );
}
