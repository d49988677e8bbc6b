/** Links to what change requests, documents and the catalogue speak of. */
import { useRowLink } from '../../../common/row-link.ts';

interface Props {
  readonly children: string;
}

export function RequestLink({ id, children }: Props & { readonly id: string }) {
  const link = useRowLink(`/chat-luong/yeu-cau-thay-doi/${id}`);
  return <a {...link}>{children}</a>;
}

/** An ISO procedure; `edition` absent: the one in force. */
export function ProcedureLink(props: Props & { readonly code: string; readonly edition?: number }) {
  const { code, edition, children } = props;
  const address = `/quy-trinh/${encodeURIComponent(code)}`;
  const link = useRowLink(edition === undefined ? address : `${address}?lan=${edition}`);
  return <a {...link}>{children}</a>;
}
